from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.certificates.batch_check import actions, words
from school.certificates.batch_check.actions import Answer
from school.certificates.batch_check.forms import ListForm
from school.certificates.batch_check.models import CompanyLook
from school.certificates.batch_check.rules import MOST_ROWS
from school.lib.spreadsheet import workbook
from school.people.models import Company
from school.people.requests import MemberRequest
from school.ui.steps import posted, send

SALT = "certificates.batch_check"
# The answer is kept nowhere: for an hour the page can be had as a workbook.
GOOD_FOR = 60 * 60
A_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@never_cache
def batch_check(request: MemberRequest) -> HttpResponse:
    """A company's contact asks about a list; what she may know is told row by row."""
    companies = Company.objects.filter(contacts__user=request.user)
    get_list_or_404(companies)
    form = ListForm(posted(request), request.FILES or None, companies=companies)
    answers: list[Answer] = []

    def verb() -> str:
        company = form.cleaned_data["company"]
        answers.extend(
            actions.check_certificates(company, form.asked(), by=request.user)
        )
        return ""

    if request.method == "POST" and send(request, form, verb):
        return _answered(request, answers)
    context = {"form": form, "most": MOST_ROWS, "a_day": actions.MOST_A_DAY}
    return render(request, "certificates/batch_check/form.html", context)


def _answered(request: MemberRequest, answers: list[Answer]) -> HttpResponse:
    kept = [request.user.pk, words.table(answers)]
    context: dict[str, Any] = {
        "answers": [
            (one, words.outcome(one), words.kind(one), words.note(one))
            for one in answers
        ],
        "told": sum(one.certificate is not None for one in answers),
        "kept": signing.dumps(kept, salt=SALT, compress=True),
    }
    return render(request, "certificates/batch_check/answer.html", context)


@login_required
@require_POST
def batch_workbook(request: MemberRequest) -> HttpResponse:
    """The answer as it stood on the page: nobody is looked up again."""
    try:
        user, rows = signing.loads(
            request.POST.get("kept", ""), salt=SALT, max_age=GOOD_FOR
        )
    except signing.BadSignature:
        user, rows = None, []
    if user != request.user.pk:
        messages.error(
            request, _("This answer is no longer kept. Check the list again.")
        )
        return redirect("certificates:batch_check")
    answer = HttpResponse(workbook([words.sheet(rows)]), content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="certificates.xlsx"'
    return answer


@login_required
@require_safe
@never_cache
def company_looks(request: MemberRequest) -> HttpResponse:
    """Its holder reads which company was told of which certificate, and when."""
    looks = CompanyLook.objects.of(request.user).select_related(
        "check_made__company", "certificate__enrollment__cohort__edition__course"
    )
    page = Paginator(looks, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page}
    return render(request, "certificates/batch_check/looks.html", context)
