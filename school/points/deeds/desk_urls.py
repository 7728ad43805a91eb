from django.urls import path

from school.points.deeds import desk

ONE = "points-desk/deeds/<slug:code>"
deed_patterns = [
    path("points-desk/deeds/", desk.index, name="deeds"),
    path("points-desk/deeds/enter/", desk.enter, name="enter_deed"),
    path(f"{ONE}/", desk.deed, name="deed"),
    path(f"{ONE}/evidence/", desk.prove, name="prove_deed"),
    path(f"{ONE}/file/", desk.evidence, name="deed_file"),
    path(f"{ONE}/confirm/", desk.confirm, name="confirm_deed"),
    path(f"{ONE}/refuse/", desk.refuse, name="refuse_deed"),
]
