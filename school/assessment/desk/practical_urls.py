"""The desk's URLs of practicals: a class at its stations, a practical, one of its stations."""

from django.urls import URLPattern, path

from school.assessment import desk

PRACTICALS: list[URLPattern] = [
    path("assessment-desk/classes/<slug:code>/stations/", desk.grid, name="stations"),
    # assessment-desk/practicals/
    path(
        "assessment-desk/trainees/<slug:code>/open-practical/",
        desk.open_practical,
        name="open_practical",
    ),
    path("assessment-desk/practicals/<slug:code>/", desk.practical, name="practical"),
    path(
        "assessment-desk/practicals/<slug:code>/<str:station>/",
        desk.station,
        name="station",
    ),
    path(
        "assessment-desk/practicals/<slug:code>/<str:station>/moderator/",
        desk.moderator,
        name="moderator",
    ),
    path(
        "assessment-desk/practicals/<slug:code>/<str:station>/third/",
        desk.third,
        name="third",
    ),
    path(
        "assessment-desk/markings/<slug:code>/replace/",
        desk.replace,
        name="replace",
    ),
]
