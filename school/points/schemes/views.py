"""The points rules for everybody: what counts now, what comes, what was."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from school.points.rules import HIGHEST_SCORE, INITIAL_SCORE
from school.points.rules.lots import MONTHS, NOTICE_DAYS
from school.points.schemes import rules, words
from school.points.schemes.models import APPROVED, IN_FORCE, Scheme


def current(request: HttpRequest) -> HttpResponse:
    return _page(request, Scheme.objects.in_force())


def version(request: HttpRequest, version: str) -> HttpResponse:
    """A version that is coming, in force or over; drafts are nobody's yet."""
    return _page(
        request, get_object_or_404(Scheme.objects.published(), version=version)
    )


def _page(request: HttpRequest, scheme: Scheme | None) -> HttpResponse:
    published = list(Scheme.objects.published().defer("body"))
    context: dict[str, Any] = {
        "scheme": scheme,
        "others": [one for one in published if one.pk != (scheme and scheme.pk)],
        "coming": next((one for one in published if one.status == APPROVED), None),
        "initial_score": INITIAL_SCORE,
        "highest_score": HIGHEST_SCORE,
        "months": MONTHS,
        "notice_days": NOTICE_DAYS,
    }
    if scheme:
        names = words.tier_names(scheme.body)
        context |= {
            "groups": words.groups(scheme.body),
            "tiers": [
                (words.said(one["text_label"]), one["min_score"], one["max_score"])
                for one in scheme.body["tiers"]
            ],
            "rewards": [
                (
                    words.said(one["title"]),
                    names.get(one["min_tier"], ""),
                    words.how_often(one.get("limit")),
                    words.costs(one["cost"]),
                )
                for one in scheme.body["catalogue"]
            ],
            "differences": _differences(scheme),
        }
    return render(request, "points/schemes/rules.html", context)


def _differences(scheme: Scheme) -> list[words.Differs]:
    """Of what is coming, against what is in force."""
    in_force = Scheme.objects.filter(status=IN_FORCE).first()
    if scheme.status != APPROVED or in_force is None:
        return []
    made = rules.changes(in_force.body, scheme.body)
    return words.differences(made, words.tier_names(scheme.body))
