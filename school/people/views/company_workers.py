from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, render
from django.views.decorators.http import require_GET

from school.people.models import Company, Person
from school.people.requests import MemberRequest

A_PAGE = 50


@login_required
@require_GET
def company_workers(request: MemberRequest) -> HttpResponse:
    """A company contact's own workers, as far as they agreed to be seen."""
    companies = get_list_or_404(Company, contacts__user=request.user)
    workers = Person.objects.shown_to_contact(request.user)
    page = Paginator(
        workers.select_related("user", "company").order_by("company", "name", "pk"),
        A_PAGE,
    ).get_page(request.GET.get("page"))
    listed = Person.objects.filter(pk__in=[worker.pk for worker in page])
    context = {
        "companies": companies,
        "page": page,
        "sharing": set(listed.sharing_skills().values_list("pk", flat=True)),
    }
    return render(request, "people/company_workers.html", context)
