"""An editor's steps with an edition: draft, write page by page, compare, discard."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses import access, actions
from school.courses.comparing import compared, others_of
from school.courses.content import content_of
from school.courses.desk.edition_forms import (
    DraftForm,
    EveningsForm,
    FactsForm,
    ModuleForm,
    StationForm,
)
from school.courses.desk.edition_pages import (
    ask,
    draft_of,
    edition_of,
    home,
    sealed,
    write,
)
from school.courses.models import Edition
from school.courses.rules.content import Part
from school.courses.wording import KINDS, heading
from school.ui.steps import press, send

NEW = "new"


def draft(request: HttpRequest, course: str, version: str) -> HttpResponse:
    """Make a new version from this one."""
    user, edition = draft_of(request, course, version)
    form = DraftForm(_typed(request), initial={"version": _next_version(edition)})
    if request.method == "POST" and send(
        request, form, lambda: _draft(form, edition, user)
    ):
        made = Edition.objects.get(
            course=edition.course, version=form.cleaned_data["version"]
        )
        return home(made)
    title = _("Draft a new edition")
    note = _("Everything is copied, the question bank too. The edition itself stays.")
    return ask(request, edition, form, title, verb=title, note=note)


def _draft(form: forms.Form, edition: Edition, user: Any) -> str:
    made = actions.draft_edition(edition, by=user, **form.cleaned_data)
    return _("%(edition)s is drafted. Change what is new.") % {"edition": made}


def _next_version(edition: Edition) -> str:
    taken = set(edition.course.editions.values_list("version", flat=True))
    major, _dot, minor = edition.version.partition(".")
    number = int(minor) if minor.isdigit() else 0
    while (version := f"{major}.{number}") in taken:
        number += 1
    return version


def discard(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user, edition = draft_of(request, course, version)
    form = forms.Form(_typed(request))

    def verb() -> str:
        actions.discard_draft(edition, by=user)
        return _("The draft is discarded.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("edition:index")
    title = _("Discard the draft")
    note = _("All of it goes, its copy of the question bank too. There is no way back.")
    return ask(request, edition, form, title, verb=title, note=note, is_serious=True)


def facts(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user, edition = draft_of(request, course, version)
    part = content_of(edition).facts
    form = FactsForm(_typed(request), part=part, initial=sealed([part]))

    def verb() -> Any:
        seen = form.cleaned_data["seen"]
        return actions.write_facts(edition, values=form.values(), by=user, seen=seen)

    title = str(KINDS["facts"])
    return write(request, edition, form, verb, page=("facts", ""), title=title)


def evenings(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user, edition = draft_of(request, course, version)
    content = content_of(edition)
    form = EveningsForm(
        _typed(request),
        edition=edition,
        content=content,
        initial=sealed(content.page_of("evening")),
    )

    def verb() -> Any:
        seen = form.cleaned_data["seen"]
        return actions.write_evenings(edition, rows=form.plan(), by=user, seen=seen)

    title = str(KINDS["evening"])
    return write(request, edition, form, verb, page=("evening", ""), title=title)


def module(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    user, edition = draft_of(request, course, version)
    content = content_of(edition)
    part = _part(content.modules, code)
    form = ModuleForm(
        _typed(request),
        content=content,
        part=part,
        stem=f"{course}-M{len(content.modules) + 1:02d}",
        initial=sealed(content.page_of("module", code)),
    )

    def verb() -> Any:
        return actions.write_module(
            edition,
            code=part.code if part else form.cleaned_data["code"],
            values=form.values(),
            lessons=form.rows_of("lesson"),
            is_new=part is None,
            seen=form.cleaned_data["seen"] if part else None,
            by=user,
        )

    return write(
        request,
        edition,
        form,
        verb,
        page=("module", code),
        title=_title(part, _("New module")),
        remove=_removal(part),
    )


def station(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    user, edition = draft_of(request, course, version)
    content = content_of(edition)
    part = _part(content.stations, code)
    form = StationForm(
        _typed(request),
        edition=edition,
        content=content,
        part=part,
        stem=f"{course}-S{len(content.stations) + 1:02d}",
        initial=sealed(content.page_of("station", code)),
    )
    return write(
        request,
        edition,
        form,
        lambda: _station(form, edition, part, user),
        page=("station", code),
        title=_title(part, _("New station")),
        remove=_removal(part),
    )


def _station(form: StationForm, edition: Edition, part: Part | None, user: Any) -> Any:
    return actions.write_station(
        edition,
        code=part.code if part else form.cleaned_data["code"],
        values=form.values(),
        links=form.links(),
        items=form.rows_of("item"),
        critical_fails=form.rows_of("fail"),
        is_new=part is None,
        seen=form.cleaned_data["seen"] if part else None,
        by=user,
    )


def publish(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user, edition = edition_of(request, course, version)
    if not access.can_publish(user):
        raise PermissionDenied
    form = forms.Form(_typed(request))

    def verb() -> str:
        actions.publish_edition(edition, by=user)
        return _("Published. A nurse-instructor signs it off next.")

    if request.method == "POST" and send(request, form, verb):
        return home(edition)
    title = _("Publish this edition")
    note = _(
        "Once published, the content of an edition does not change any more. New "
        "classes are held by it as soon as a nurse-instructor has signed it off; "
        "classes that exist keep theirs."
    )
    return ask(request, edition, form, title, verb=title, note=note)


@require_POST
def remove(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    """Take a module or a station out of a draft."""
    user, edition = draft_of(request, course, version)
    content = content_of(edition)
    codes = {part.code for part in content.modules}
    verbs = dict.fromkeys(codes, actions.remove_module)
    verbs |= {part.code: actions.remove_station for part in content.stations}
    if code not in verbs:
        raise Http404

    def verb() -> str:
        verbs[code](edition, code=code, by=user)
        return _("%(code)s is taken out of the draft.") % {"code": code}

    press(request, verb)
    return home(edition)


def compare(request: HttpRequest, course: str, version: str) -> HttpResponse:
    """This edition beside another one of the course, by default the one before it."""
    _user, edition = edition_of(request, course, version)
    others = others_of(edition)
    wanted = request.GET.get("with", "")
    other = next((one for one in others if one.version == wanted), None)
    other = other or edition.based_on or (others[0] if others else None)
    if other is None:
        messages.error(request, _("The course has no other edition to compare with."))
        return home(edition)
    context = {
        "page_title": _("Compare editions"),
        "page_subtitle": str(edition),
        "header_icon": "doc-full",
        "edition": edition,
        "other": other,
        "others": others,
        "sections": compared(other, edition),
        "back": reverse("edition:inspect", args=[edition.pk]),
    }
    return render(request, "courses/desk/compare.html", context)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _part(parts: tuple[Part, ...], code: str) -> Part | None:
    if code == NEW:
        return None
    for part in parts:
        if part.code == code:
            return part
    raise Http404


def _title(part: Part | None, new: str) -> str:
    return heading(part) if part else new


def _removal(part: Part | None) -> str:
    return part.code if part else ""
