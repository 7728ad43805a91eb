"""The texts of notices at the desk: list, wording, preview, way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school.lib.errors import Refusal
from school.notices import actions, drafts, samples, wording
from school.notices.desk.forms import TextForm
from school.notices.kind_names import NAMES
from school.notices.kinds import KINDS, facts_of, is_written_here
from school.notices.models import NoticeText
from school.people.models import User
from school.people.requests import allowed

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Sample:
    """How a text comes out: in one language, with one set of facts."""

    language: str
    subject: str
    body: str


@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    _reader(request)
    own = {text.kind: text for text in NoticeText.objects.newest()}
    context = {
        "page_title": _("Texts of notices"),
        "header_icon": "doc-full",
        "rows": [
            (kind, NAMES[kind], own.get(kind))
            for kind in KINDS
            if is_written_here(kind)
        ],
        "fixed": [NAMES[kind] for kind in KINDS if not is_written_here(kind)],
    }
    return render(request, "notices/desk/texts.html", context)


def text(request: HttpRequest, kind: str) -> HttpResponse:
    """What is in force, to change; pressing “Preview” keeps nothing."""
    user, newest = _reader(request), _newest(kind)
    can_write = user.has_perm("notices.add_noticetext")
    if request.method == "POST" and not can_write:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = TextForm(data, kind=kind, initial=_initial(kind, newest))
    shown = NoticeText(kind=kind, **_initial_words(kind, newest))
    if data is not None and form.is_valid():
        if "preview" not in data and _written(request, form, user):
            return redirect("notices_desk:text", kind)
        shown = form.unsaved()
    return render(
        request, "notices/desk/text.html", _page(kind, form, shown, newest, can_write)
    )


@require_POST
def revert(request: HttpRequest, kind: str) -> HttpResponse:
    user, newest = _reader(request), _newest(kind)
    if not user.has_perm("notices.add_noticetext"):
        raise PermissionDenied
    try:
        actions.revert_text(kind, after=newest.version if newest else 0, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The built-in text is in force again."))
    return redirect("notices_desk:text", kind)


def _written(request: HttpRequest, form: TextForm, user: User) -> bool:
    after = form.cleaned_data["version"] or 0
    try:
        actions.write_text(form.kind, after=after, by=user, words=form.words())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("The new text is in force. Notices sent before keep theirs.")
    )
    return True


def _page(
    kind: str,
    form: TextForm,
    shown: NoticeText,
    newest: NoticeText | None,
    can_write: bool,
) -> dict[str, Any]:
    facts = facts_of(kind)
    return {
        "page_title": _("Text of a notice"),
        "page_subtitle": NAMES[kind],
        "header_icon": "doc-full",
        "kind": kind,
        "form": form,
        "can_write": can_write,
        "is_own": newest is not None and not newest.is_built_in,
        "always": _named(facts.always),
        "sometimes": _named(facts.sometimes),
        "flags": _named(facts.flags),
        "samples": [] if form.errors else _samples(shown),
        "versions": NoticeText.objects.filter(kind=kind).order_by("-version")[:20],
    }


def _named(names: frozenset[str]) -> list[tuple[str, Any]]:
    return [(name, samples.WORDS.get(name, "")) for name in sorted(names)]


def _samples(shown: NoticeText) -> list[Sample]:
    found = []
    for short, language in LANGUAGES.items():
        for context in (samples.full(shown.kind), samples.least(shown.kind)):
            with translation.override(language):
                subject, body = (
                    wording.said(getattr(shown, f"{part}_{short}"), shown.kind, context)
                    for part in ("subject", "body")
                )
            if (sample := Sample(language, subject, body)) not in found:
                found.append(sample)
    return found


def _initial(kind: str, newest: NoticeText | None) -> dict[str, Any]:
    version = newest.version if newest else 0
    return {"version": version, **_initial_words(kind, newest)}


def _initial_words(kind: str, newest: NoticeText | None) -> dict[str, str]:
    names = [(part, short) for part in ("subject", "body") for short in LANGUAGES]
    if newest is not None and not newest.is_built_in:
        return {f"{p}_{short}": getattr(newest, f"{p}_{short}") for p, short in names}
    return {
        f"{part}_{short}": drafts.draft(kind, part, LANGUAGES[short])
        for part, short in names
    }


def _newest(kind: str) -> NoticeText | None:
    if not is_written_here(kind):
        raise Http404
    return NoticeText.objects.filter(kind=kind).order_by("-version").first()


def _reader(request: HttpRequest) -> User:
    return allowed(request, "notices.view_noticetext")
