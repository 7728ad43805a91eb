from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Site

from cms import reading
from cms.forms import ChecksForm
from cms.models import LessonPage, StandardPage
from school.learning import actions as learning
from school.lib.errors import Refusal
from school.people.requests import MemberRequest
from school.ui.phone import led_by_script


@require_GET
def lesson(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Codes stand in links and QR codes; the page may move under them."""
    return redirect(lesson_page(code).get_url(request))


@require_GET
def standard(request: HttpRequest, code: str) -> HttpResponseRedirect:
    page = StandardPage.objects.live().filter(standard__code=code).first()
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


@led_by_script
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Mark the self-checks and show the lesson again, with right, wrong and why."""
    page = lesson_page(code)
    if request.method == "GET":
        # Whoever switches to large text or English on the marked page comes back here.
        return redirect(page.get_url(request))
    form = ChecksForm(page.checks, request.POST)
    reader = page.reader(request.user)
    if reader and form.is_valid():
        learning.record_checks(
            reader.person,
            lesson=reader.lesson,
            right=form.right,
            total=len(form.checks),
            at=timezone.now(),
        )
    return render(request, page.template, page.get_context(request, checks=form))


@require_POST
@login_required
def read(request: MemberRequest, code: str) -> HttpResponseRedirect:
    """Everything up to a part is read; where the phone's browser runs no scripts."""
    page = lesson_page(code)
    reader = page.reader(request.user)
    parts, part = page.parts, request.POST.get("part", "")
    if reader is None:
        raise Http404
    if part in parts:
        so_far = parts[: parts.index(part) + 1]
        learning.read_parts(
            reader.person,
            lesson=reader.lesson,
            parts=so_far,
            of=parts,
            at=timezone.now(),
        )
    return redirect(
        f"{page.get_url(request)}#p-{part}" if part in parts else page.get_url(request)
    )


@led_by_script
@require_POST
@login_required
def done(request: MemberRequest, code: str) -> HttpResponseRedirect:
    """Mark the lesson as done, and go on to the next one."""
    page = lesson_page(code)
    reader = page.reader(request.user)
    if reader is None:
        raise Http404
    try:
        learning.complete_lesson(
            reader.person,
            lesson=reader.lesson,
            has_checks=bool(page.checks),
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{page.get_url(request)}#checks")
    messages.success(request, _("Done: %(lesson)s") % {"lesson": page.name})
    following = reading.way_at(page.facts, reader).following
    onward = following and LessonPage.objects.for_code(following.code).first()
    return redirect((onward or page).get_url(request))


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("cms:sitemap"))
    return render(
        request, "cms/robots.txt", {"sitemap": sitemap}, content_type="text/plain"
    )


@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    pages = site.root_page.get_descendants(inclusive=True).live().public()
    addresses = [
        (request.build_absolute_uri(page.get_url(request)), page.last_published_at)
        for page in pages.order_by("path")
    ]
    return render(
        request,
        "cms/sitemap.xml",
        {"addresses": addresses},
        content_type="application/xml",
    )


def lesson_page(code: str) -> LessonPage:
    page = LessonPage.objects.for_code(code).first()
    if page is None:
        raise Http404
    return page
