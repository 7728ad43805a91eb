from django.urls import path

from school.certificates import views
from school.certificates.external import views as external

app_name = "certificates"
urlpatterns = [
    # verify/
    path("verify/", views.verify_search, name="verify_search"),
    path("verify/file/", views.verify_file, name="verify_file"),
    path("verify/<slug:code>/", views.verify, name="verify"),
    # external/
    path("external/record/", external.record, name="record_external"),
    path("external/<slug:code>/evidence/", external.evidence, name="evidence"),
    # pdf/
    path("pdf/<slug:code>/", views.download, name="download"),
]
