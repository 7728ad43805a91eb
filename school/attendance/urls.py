from django.urls import path

from school.attendance.papers import views as papers
from school.attendance.views import codes, roll, room, scanning
from school.attendance.warnings import views as warnings

app_name = "attendance"
urlpatterns = [
    # rolls/
    path("rolls/<slug:code>/", roll.roll, name="roll"),
    path("rolls/<slug:code>/mark/", roll.mark, name="mark"),
    path(
        "rolls/<slug:code>/present/",
        roll.mark_all,
        {"whither": "present"},
        name="mark_all_present",
    ),
    path(
        "rolls/<slug:code>/left/",
        roll.mark_all,
        {"whither": "left"},
        name="mark_all_left",
    ),
    path("rolls/<slug:code>/<slug:enrollment_code>/", roll.times, name="times"),
    # door/
    path("door/<slug:code>/", scanning.door, name="door"),
    path("door/<slug:code>/take/", scanning.take, name="take_scans"),
    path("door/<slug:code>/read/", scanning.read_frame, name="read_frame"),
    path(
        "door/<slug:code>/photos/<slug:enrollment_code>/",
        scanning.photo,
        name="photo",
    ),
    # codes/
    path("codes/<slug:code>/", codes.code, name="code"),
    # rooms/
    path("rooms/<slug:code>/", room.room, name="room"),
    path("rooms/<slug:code>/here/", room.sign, name="sign"),
    path("rooms/<slug:code>/here/<slug:shown>/", room.here, name="here"),
    # Controls the pages of this folder: it keeps them for when there is no signal.
    path("worker.js", scanning.worker, name="worker"),
    # hours/
    path("hours/<slug:code>/", roll.hours, name="hours"),
    # registers/
    path("registers/<slug:code>/", roll.register, name="register"),
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
