from django.urls import path

from school.wages.bands import views as bands
from school.wages.links import views as links
from school.wages.owed import views as owed
from school.wages.payslips import views as payslips
from school.wages.uploads import views as uploads
from school.wages.views import baseline, consent, follow_up, mine, objection

app_name = "wages"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("consent/", consent.consent, name="consent"),
    path("records/<slug:code>/correct/", mine.correct, name="correct"),
    # Pay that did not come
    path("owed/", owed.tell, name="owed"),
    path("owed/<slug:code>/", owed.one, name="owed_one"),
    path("owed/<slug:code>/answer/", owed.answer, name="owed_answer"),
    # What another told of one's pay, by the record's code
    path("records/<slug:code>/object/", objection.objection, name="object"),
    path(
        "records/<slug:code>/unobject/",
        objection.take_objection_back,
        name="unobject",
    ),
    path("records/<slug:code>/beside/", objection.beside, name="beside"),
    # What people with a certificate earn, published
    path("bands/", bands.bands, name="bands"),
    path("bands/<int:number>/", bands.bands, name="bands_numbered"),
    path("bands/<int:number>/<slug:slug>/", bands.course, name="bands_of_course"),
    # A company's pay tables, by the company's code or the table's
    path("company/", uploads.uploads, name="uploads"),
    path("company/template/<slug:code>/", uploads.template, name="template_sheet"),
    path("company/<slug:code>/", uploads.upload, name="upload"),
    path("company/<slug:code>/take/", uploads.take, name="take_upload"),
    path("company/<slug:code>/drop/", uploads.drop, name="drop_upload"),
    path("company/<slug:code>/report/", uploads.report, name="upload_report"),
    path("payslips/new/", payslips.hand_in, name="hand_in_payslip"),
    path("payslips/<slug:code>/", payslips.picture, name="payslip"),
    path("payslips/<slug:code>/back/", payslips.withdraw, name="withdraw_payslip"),
    # Pay before the course, by the enrolment's code
    path("before/<slug:code>/", baseline.baseline, name="baseline"),
    path(
        "before/<slug:code>/answer/", baseline.baseline_answer, name="baseline_answer"
    ),
    # After the course, by the follow-up's code
    path("follow-ups/<slug:code>/", follow_up.follow_up, name="follow_up"),
    path(
        "follow-ups/<slug:code>/answer/",
        follow_up.follow_up_answer,
        name="follow_up_answer",
    ),
    # The same without signing in, by the key in the message
    path("answer/<slug:key>/", links.by_link, name="by_link"),
]
