from django.urls import path

from school.attendance import views
from school.attendance.papers import views as papers
from school.attendance.warnings import views as warnings

app_name = "attendance"
urlpatterns = [
    # rolls/
    path("rolls/<slug:code>/", views.roll, name="roll"),
    path("rolls/<slug:code>/mark/", views.mark, name="mark"),
    path(
        "rolls/<slug:code>/present/",
        views.mark_all,
        {"whither": "present"},
        name="mark_all_present",
    ),
    path(
        "rolls/<slug:code>/left/",
        views.mark_all,
        {"whither": "left"},
        name="mark_all_left",
    ),
    path("rolls/<slug:code>/<slug:enrollment_code>/", views.times, name="times"),
    # hours/
    path("hours/<slug:code>/", views.hours, name="hours"),
    # registers/
    path("registers/<slug:code>/", views.register, name="register"),
    # papers/
    path("papers/<slug:code>/", papers.papers, name="papers"),
    *[
        path(
            f"papers/<slug:code>/{which}.{ending}",
            papers.class_paper,
            {"which": which, "ending": ending},
            name=f"{which}_{ending}",
        )
        for which in papers.PAPERS
        for ending in ("pdf", "xlsx")
    ],
    # sheets/
    path("sheets/print/<slug:code>/", papers.print_sheet, name="print_sheet"),
    path("sheets/<slug:code>/", papers.sheet, name="sheet"),
    path(
        "sheets/<slug:code>/blank.pdf",
        papers.sheet_pdf,
        {"is_filled": False},
        name="sheet_pdf",
    ),
    path(
        "sheets/<slug:code>/filled.pdf",
        papers.sheet_pdf,
        {"is_filled": True},
        name="filled_sheet_pdf",
    ),
    # scans/
    path("scans/", papers.send_scan, name="send_scan"),
    path("scans/<slug:code>/", papers.scan, name="scan"),
    # alerts/
    path("alerts/", warnings.alerts, name="alerts"),
    path("alerts/<slug:code>/contacted/", warnings.contacted, name="contacted"),
]
