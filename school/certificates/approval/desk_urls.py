from django.urls import path

from school.certificates.approval import desk

ONE = "certificate-desk/requests/<slug:code>"
approval_patterns = [
    path("certificate-desk/requests/", desk.requests, name="requests"),
    path(f"{ONE}/", desk.one, name="request"),
    path(f"{ONE}/confirm/", desk.confirm, name="confirm_request"),
    path(f"{ONE}/refuse/", desk.refuse, name="refuse_request"),
    path(f"{ONE}/withdraw/", desk.withdraw, name="withdraw_request"),
]
