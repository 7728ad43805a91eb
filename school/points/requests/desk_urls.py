from django.urls import path

from school.points.requests import desk

ONE = "points-desk/requests/<slug:code>"
request_patterns = [
    path("points-desk/requests/", desk.index, name="award_requests"),
    path(f"{ONE}/", desk.one, name="award_request"),
    path(f"{ONE}/confirm/", desk.confirm, name="confirm_award"),
    path(f"{ONE}/refuse/", desk.refuse, name="refuse_award"),
    path(f"{ONE}/withdraw/", desk.withdraw, name="withdraw_award"),
]
