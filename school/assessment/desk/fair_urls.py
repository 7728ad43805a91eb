"""The desk's URLs of sittings, help, time, late marks, corrections and appeals."""

from django.urls import URLPattern, path

from school.assessment.desk import appeals, corrections, help, sittings, strays
from school.assessment.desk.bank_urls import QUESTION

FAIR: list[URLPattern] = [
    # assessment-desk/help/
    path("assessment-desk/help/", help.requests, name="help_requests"),
    path(
        "assessment-desk/help/<slug:code>/decline/", help.decline, name="decline_help"
    ),
    path("assessment-desk/help/<slug:code>/end/", help.revoke, name="revoke_help"),
    # assessment-desk/trainees/
    path("assessment-desk/trainees/<slug:code>/", help.trainee, name="trainee"),
    path("assessment-desk/trainees/<slug:code>/help/", help.grant, name="grant_help"),
    path(
        "assessment-desk/trainees/<slug:code>/further-sitting/",
        help.allow_sitting,
        name="allow_sitting",
    ),
    # assessment-desk/sittings/
    path("assessment-desk/sittings/<slug:code>/", sittings.sitting, name="sitting"),
    path(
        "assessment-desk/sittings/<slug:code>/pdf/",
        sittings.sitting_pdf,
        name="sitting_pdf",
    ),
    path(
        "assessment-desk/sittings/<slug:code>/late/",
        sittings.count_late,
        name="count_late",
    ),
    path(
        "assessment-desk/sittings/<slug:code>/late/decline/",
        sittings.decline_late,
        name="decline_late",
    ),
    # assessment-desk/ time
    path(
        "assessment-desk/sittings/<slug:code>/time/", help.give_time, name="give_time"
    ),
    path(
        "assessment-desk/classes/<slug:code>/time/",
        help.give_time_to_class,
        name="give_time_to_class",
    ),
    # assessment-desk/late-marks/
    path("assessment-desk/late-marks/", strays.strays, name="strays"),
    path(
        "assessment-desk/late-marks/<slug:code>/", strays.settle, name="settle_strays"
    ),
    # assessment-desk/corrections/
    path("assessment-desk/corrections/", corrections.index, name="corrections"),
    path(f"{QUESTION}/correct/", corrections.correct, name="correct"),
    path(
        "assessment-desk/corrections/<slug:code>/",
        corrections.correction,
        name="correction",
    ),
    path(
        "assessment-desk/corrections/<slug:code>/confirm/",
        corrections.confirm,
        name="confirm_correction",
    ),
    path(
        "assessment-desk/corrections/<slug:code>/reject/",
        corrections.reject,
        name="reject_correction",
    ),
    path(
        "assessment-desk/corrections/<slug:code>/workbook/",
        corrections.affected_sheet,
        name="correction_sheet",
    ),
    # assessment-desk/appeals/
    path("assessment-desk/appeals/", appeals.index, name="appeals"),
    path("assessment-desk/appeals/<slug:code>/", appeals.appeal, name="appeal"),
    path("assessment-desk/appeals/<slug:code>/give/", appeals.give, name="give_appeal"),
    path(
        "assessment-desk/appeals/<slug:code>/again/",
        appeals.reopen,
        name="reopen_appeal",
    ),
]
