"""Why somebody may not mark, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from school.assessment.rules import assessors as rules
from school.assessment.rules.verdict import Reason
from school.people.models import User
from school.ui.templatetags.ui import evening, full_date, listed

WORDS: dict[str, Any] = {
    rules.NO_DUTY: _("does not have the duty of examiner in this class"),
    rules.LICENCE_MISSING: _("has no licence on file"),
    rules.LICENCE_ELSEWHERE: _("has a licence, but for other courses"),
    rules.LICENCE_NOT_YET: _("has a licence that begins only on %(day)s"),
    rules.LICENCE_OVER: _("had a licence until %(day)s"),
    rules.ONESELF: _("is the candidate"),
    rules.RELATIVE: _("is a relative of the candidate"),
    rules.KNOWN: _("knows the candidate"),
    rules.SAME_COMPANY: _("belongs to the same company as the candidate"),
    rules.HAS_SHEET: _("has a sheet for this station already"),
    rules.ONLY_OWN: _("teaches the class, as does everybody else at this station"),
    rules.BUSY: _("is wanted at %(at)s in %(where)s (%(cohort)s)"),
    rules.CLASS_FULL: _("has %(has)s sheets in this class, of %(most)s at most"),
    rules.DAY_FULL: _("has %(has)s sheets on that day, of %(most)s at most"),
}


WRITTEN: dict[str, Any] = {"day": full_date, "at": evening}


def called(reason: Reason) -> str:
    data = {name: WRITTEN.get(name, str)(value) for name, value in reason.data.items()}
    return str(WORDS[reason.code]) % data if data else str(WORDS[reason.code])


def why(reasons: Iterable[Reason]) -> str:
    return listed([called(reason) for reason in reasons])


def _why_each(unfit: Iterable[tuple[User, Iterable[Reason]]]) -> str:
    return pgettext("between people", "; ").join(
        pgettext("who and why not", "%(name)s: %(why)s")
        % {"name": user, "why": why(reasons)}
        for user, reasons in unfit
    )


why_lazily = lazy(why, str)
why_each_lazily = lazy(_why_each, str)
