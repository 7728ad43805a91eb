"""The desk's URLs of those who may mark."""

from django.urls import URLPattern, path

from school.assessment.desk import assessors

ASSESSORS: list[URLPattern] = [
    path(
        "assessment-desk/classes/<slug:code>/examiners/",
        assessors.examiners,
        name="examiners",
    ),
    path(
        "assessment-desk/trainees/<slug:code>/conflict/",
        assessors.conflict,
        name="conflict",
    ),
    path(
        "assessment-desk/conflicts/<slug:code>/end/",
        assessors.end_conflict,
        name="end_conflict",
    ),
]
