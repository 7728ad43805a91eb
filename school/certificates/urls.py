from django.urls import path

from school.certificates import views
from school.certificates.badges import views as badges
from school.certificates.batch_check import views as batch
from school.certificates.external import views as external
from school.certificates.record import views as record
from school.certificates.showing import views as showing

app_name = "certificates"
urlpatterns = [
    # verify/
    path("verify/", views.verify_search, name="verify_search"),
    path("verify/file/", views.verify_file, name="verify_file"),
    path("verify/<slug:code>/", views.verify, name="verify"),
    path(
        "verify/<slug:code>.json", views.verify, {"as_json": True}, name="verify_json"
    ),
    path("verify/<slug:code>/name/", views.show_name, name="show_name"),
    # external/
    path("external/record/", external.record, name="record_external"),
    path("external/<slug:code>/evidence/", external.evidence, name="evidence"),
    # share/
    path("share/<slug:code>/", showing.share, name="share"),
    path("share/<slug:code>/open/", showing.open_showing, name="open_showing"),
    # shown/
    path("shown/<slug:code>/", showing.shown, name="shown"),
    path("shown/<slug:code>/photo/", showing.photo, name="shown_photo"),
    path("shown/<slug:code>/close/", showing.close_showing, name="close_showing"),
    path(
        "shown/<slug:code>/credential.json",
        badges.shown_credential,
        name="shown_credential",
    ),
    # badges/: these addresses stand in signed credentials
    path("badges/issuer/", badges.issuer, name="badge_issuer"),
    path("badges/keys.json", badges.jwks, name="badge_keys"),
    path("badges/status/<int:number>/", badges.status_list_view, name="status_list"),
    path("badges/<str:course>/<str:version>/", badges.achievement, name="achievement"),
    path(
        "badges/<str:course>/<str:version>/badge.svg",
        badges.image_svg,
        name="badge_image",
    ),
    path(
        "badges/<str:course>/<str:version>/badge.png",
        badges.image_png,
        name="badge_picture",
    ),
    # badge/
    path("badge/<slug:code>/", badges.badge, name="badge"),
    path("badge/<slug:code>/badge.svg", badges.baked_svg, name="baked_svg"),
    path("badge/<slug:code>/badge.png", badges.baked_png, name="baked_png"),
    path(
        "badge/<slug:code>/credential.json",
        badges.credential_json,
        name="credential_json",
    ),
    path(
        "badge/<slug:code>/credential.jwt",
        badges.credential_jwt,
        name="credential_jwt",
    ),
    # pdf/
    path("pdf/<slug:code>/", views.download, name="download"),
    # company/
    path("company/", batch.batch_check, name="batch_check"),
    path("company/workbook/", batch.batch_workbook, name="batch_workbook"),
    path("company/looks/", batch.company_looks, name="company_looks"),
    # record/
    path("record/", record.record, name="record"),
    path("record/print/", record.print_record, name="print_record"),
    path("record/card/", record.card, name="card"),
    path("record/release/", record.release, name="release"),
    path("record/release/<slug:code>/", record.released, name="released"),
]
