"""The desk of question files: out as workbook or package, in by way of a preview."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from school.assessment import actions
from school.assessment.access import can_import
from school.assessment.exchange import workbook_out
from school.assessment.exchange.examining import Examined, examine, is_workbook
from school.assessment.exchange.forms import ExportForm, ImportForm
from school.assessment.exchange.listing import (
    change_rows,
    gathered,
    marked_copy,
    new_rows,
)
from school.assessment.exchange.qti.package_out import package
from school.assessment.models import QuestionFile
from school.courses.models import Edition
from school.lib.spreadsheet import XLSX
from school.people.models import User
from school.people.requests import allowed
from school.ui.steps import posted, press, send

SHOWN = 50
MOST_PROBLEMS = 100


def _reader(request: HttpRequest) -> User:
    return allowed(request, "assessment.view_question")


def _importer(request: HttpRequest) -> User:
    user = _reader(request)
    if not can_import(user):
        raise PermissionDenied
    return user


def _edition(course: str, version: str) -> Edition:
    editions = Edition.objects.select_related("course")
    return get_object_or_404(editions, course__code=course, version=version)


def _page(title: str, subtitle: str = "", **more: Any) -> dict[str, Any]:
    return {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": "help",
        **more,
    }


def banks(request: HttpRequest) -> HttpResponse:
    """The editions, each with its bank; coming from the list's filter, straight to one."""
    _reader(request)
    editions = Edition.objects.select_related("course").order_by("course", "-pk")
    counted = editions.annotate(count=Count("questions"))
    wanted = request.GET.get("edition", "")
    for one in counted:
        if str(one.pk) == wanted:
            return _redirect(one, request.GET.urlencode())
    context = _page(_("Import and export of questions"), editions=counted)
    return render(request, "assessment/desk/banks.html", context)


def _redirect(edition: Edition, query: str = "") -> HttpResponse:
    answer = redirect("questions_desk:exchange", edition.course.code, edition.version)
    if query:
        answer["Location"] += f"?{query}"
    return answer


def exchange(request: HttpRequest, course: str, version: str) -> HttpResponse:
    """What goes out of an edition's bank, and what comes in."""
    user = _reader(request)
    edition = _edition(course, version)
    if request.method == "POST" and not can_import(user):
        raise PermissionDenied
    form = ImportForm(edition, posted(request), request.FILES or None)
    kept: list[QuestionFile] = []

    def verb() -> str:
        kept.append(
            actions.keep_file(
                edition,
                by=user,
                name=form.cleaned_data["file"].name,
                data=form.data_of_file,
                module=form.cleaned_data["module"],
            )
        )
        return ""

    if send(request, form, verb):
        return redirect("questions_desk:file", kept[0].code)
    filters = {name: request.GET[name] for name in request.GET}
    return _exchange(request, edition, form, ExportForm(edition, initial=filters))


def _exchange(
    request: HttpRequest, edition: Edition, form: ImportForm, export_form: ExportForm
) -> HttpResponse:
    context = _page(
        _("Import and export of questions"),
        str(edition),
        edition=edition,
        form=form,
        export_form=export_form,
        count=edition.questions.count(),
        may_import=can_import(_reader(request)),
    )
    return render(request, "assessment/desk/exchange.html", context)


def export(request: HttpRequest, course: str, version: str) -> HttpResponse:
    _reader(request)
    edition = _edition(course, version)
    form = ExportForm(
        edition, request.GET or {"form": ExportForm.XLSX, "language": "zh"}
    )
    if not form.is_valid():
        return _exchange(request, edition, ImportForm(edition), form)
    questions = form.chosen(edition.questions.order_by("code"))
    if form.cleaned_data["form"] == ExportForm.QTI:
        language = form.cleaned_data["language"]
        data = package(edition, questions, language=language)
        name = _("%(edition)s questions QTI.zip") % {"edition": edition}
        return _file(data, name, "application/zip")
    data = workbook_out.export(edition, questions)
    return _file(data, _("%(edition)s questions.xlsx") % {"edition": edition})


def template(request: HttpRequest, course: str, version: str) -> HttpResponse:
    _reader(request)
    edition = _edition(course, version)
    name = _("%(edition)s question template.xlsx") % {"edition": edition}
    return _file(workbook_out.template(edition), name)


def _file(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = header or "attachment"
    return answer


def _kept(request: HttpRequest, code: str) -> QuestionFile:
    files = QuestionFile.objects.visible_to(_importer(request))
    return get_object_or_404(files.select_related("edition__course"), code=code)


def file(request: HttpRequest, code: str) -> HttpResponse:
    """What a file would do to the bank, before it does."""
    kept = _kept(request, code)
    if kept.imported_at:
        context = _page(_("Questions imported"), str(kept.edition), kept=kept)
        return render(request, "assessment/desk/imported.html", context)
    found = examine(kept)
    if request.method == "POST" and found.can_be_imported:
        press(request, lambda: _import(request, kept, found))
        return redirect("questions_desk:file", code)
    if request.method == "POST":
        messages.error(request, _("Nothing was imported. See below why not."))
    return render(request, "assessment/desk/question_file.html", _seen(kept, found))


def _import(request: HttpRequest, kept: QuestionFile, found: Examined) -> str:
    user = _importer(request)
    done = actions.import_file(kept, found.reading, by=user)
    return _("Imported: %(new)s new questions, %(changed)s changed.") % {
        "new": done.new,
        "changed": done.changed,
    }


def _seen(kept: QuestionFile, found: Examined) -> dict[str, Any]:
    problems = gathered(found.problems)
    return _page(
        _("File with questions"),
        kept.name,
        kept=kept,
        edition=kept.edition,
        found=found,
        problems=problems[:MOST_PROBLEMS],
        has_more=len(problems) > MOST_PROBLEMS,
        new=new_rows(found.plan)[:SHOWN],
        changed=change_rows(found.plan.changed)[:SHOWN],
        shown=SHOWN,
    )


def file_errors(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook again with its bad cells marked; of a package, a list."""
    kept = _kept(request, code)
    if kept.imported_at:
        return redirect("questions_desk:file", code)
    with kept.file.open() as stored:
        data = stored.read()
    problems = examine(kept).problems
    made = marked_copy(data if is_workbook(data) else None, problems)
    name = _("%(file)s to mend.xlsx") % {"file": PurePath(kept.name).stem}
    return _file(made, name)
