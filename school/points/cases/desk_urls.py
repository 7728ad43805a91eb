from django.urls import path

from school.points.cases import absence_desk, desk

ONE = "points-desk/cases/<slug:code>"
case_patterns = [
    path("points-desk/cases/", desk.index, name="cases"),
    path("points-desk/absences/", absence_desk.index, name="absences"),
    path(
        "points-desk/absences/<slug:session>/<slug:enrollment>/open/",
        absence_desk.open_absence,
        name="open_absence",
    ),
    path("points-desk/cases/propose/", desk.propose, name="propose_case"),
    path(f"{ONE}/", desk.case, name="case"),
    path(f"{ONE}/evidence/", desk.add_proof, name="prove_case"),
    path(f"{ONE}/notify/", desk.notify, name="notify_case"),
    path(f"{ONE}/confirm/", desk.confirm, name="confirm_case"),
    path(f"{ONE}/go-on/", desk.go_on, name="go_on_case"),
    path(f"{ONE}/withdraw/", desk.withdraw, name="withdraw_case"),
    path(f"{ONE}/decide/", desk.decide, name="decide_case"),
]
