"""What is published of badges for anybody, and hers for the holder."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from school.certificates.badges import achieved, drawing, keys
from school.certificates.badges.keeping import NoKey, badge_of, document, token
from school.certificates.badges.models import Badge
from school.certificates.badges.status_lists import lists, status_list
from school.certificates.models import Certificate, Showing
from school.certificates.showing.actions import note_look
from school.courses.models import Edition
from school.lib import attempts
from school.lib.credentials import baking, canonical
from school.lib.errors import Refusal
from school.lib.pades.tokens import TokenAway
from school.people.requests import MemberRequest, client_address

SVG, PNG = "image/svg+xml", "image/png"
CONTROLLER = "https://www.w3.org/ns/cid/v1"
MACHINE = "application/ld+json"
# The same address with this asked for gives a browser what a program gets.
AS_JSON = "json"


@require_safe
@vary_on_headers("Accept")
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues, and every key that ever signed: what a proof is checked by."""
    about = {
        "is_demonstration": settings.DEMONSTRATION,
        "is_development": keys.is_development(),
    }
    if _is_read(request):
        context = {"about": achieved.said("issuer.txt", about)}
        return render(request, "certificates/badges/issuer.html", context)
    methods = keys.methods()
    profile = {
        "@context": [CONTROLLER, canonical.OPEN_BADGES],
        **achieved.issuer(),
        "description": achieved.both("issuer.txt", about),
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }
    return published(profile)


def _is_read(request: HttpRequest) -> bool:
    """By a person in a browser; programs, and whoever does not say, get JSON."""
    wanted = request.get_preferred_type([MACHINE, "application/json", "text/html"])
    return wanted == "text/html" and AS_JSON not in request.GET


@require_safe
def jwks(_request: HttpRequest) -> JsonResponse:
    return published(keys.jwks(), kind="application/jwk-set+json")


@require_safe
@vary_on_headers("Accept")
def achievement(request: HttpRequest, course: str, version: str) -> HttpResponse:
    """What is to be done for the badge of an edition."""
    edition = _edition(course, version)
    titles = {"zh": edition.course.title_zh, "en": edition.course.title_en}
    if _is_read(request):
        context = achieved.in_words(edition, titles=titles)
        return render(request, "certificates/badges/achievement.html", context)
    found = achieved.achievement(edition, achieved.stations_of(edition), titles=titles)
    contexts = [canonical.CREDENTIALS, canonical.OPEN_BADGES]
    return published({"@context": contexts, **found})


@require_safe
def image_svg(_request: HttpRequest, course: str, version: str) -> HttpResponse:
    return _image(drawing.svg(_edition(course, version)), kind=SVG)


@require_safe
def image_png(_request: HttpRequest, course: str, version: str) -> HttpResponse:
    return _image(drawing.png(_edition(course, version)), kind=PNG)


@require_safe
def status_list_view(_request: HttpRequest, number: int) -> HttpResponse:
    """Which credentials do not count now; asked afresh every time."""
    try:
        key = keys.answering()
        if key is None or not 0 < number <= lists():
            raise Http404
        found = status_list(number, key)
    except TokenAway:
        return _later()
    answer = published(found, kind="application/vc")
    answer["Cache-Control"] = "no-cache"
    return answer


@login_required
@require_safe
@never_cache
def badge(request: MemberRequest, code: str) -> HttpResponse:
    """The holder's page: her badge as a picture and as files."""
    certificate = get_object_or_404(
        Certificate.objects.held_by(request.user), code=code
    )
    claims = certificate.claims
    context = {
        "certificate": certificate,
        "claims": claims,
        "course": certificate.course_title,
        "is_ready": _badge(certificate) is not None,
    }
    return render(request, "certificates/badges/badge.html", context)


@login_required
@require_safe
@never_cache
def credential_json(request: MemberRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    return _file(
        found.credential, name=f"{found.certificate.number}.json", kind="application/vc"
    )


@login_required
@require_safe
@never_cache
def credential_jwt(request: MemberRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    try:
        return _file(token(found), name=f"{found.certificate.number}.jwt")
    except NoKey as error:
        raise Http404 from error
    except TokenAway:
        return _later()


@login_required
@require_safe
@never_cache
def baked_svg(request: MemberRequest, code: str) -> HttpResponse:
    """The picture with the credential inside: what is handed on is the file."""
    found = _own(request, code)
    body = baking.bake_svg(drawing.svg(_edition_of(found)), document(found))
    return _file(body, name=f"{found.certificate.number}.svg", kind=SVG)


@login_required
@require_safe
@never_cache
def baked_png(request: MemberRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    body = baking.bake_png(drawing.png(_edition_of(found)), document(found))
    return _file(body, name=f"{found.certificate.number}.png", kind=PNG)


@require_safe
@never_cache
def shown_credential(request: HttpRequest, code: str) -> JsonResponse | HttpResponse:
    """By the holder's own link, for as long as it is good; she reads of it."""
    if not attempts.take("shown", client_address(request), most=60):
        return render(request, "certificates/too_many.html", status=429)
    now = timezone.now()
    showing = get_object_or_404(
        Showing.objects.open(at=now).select_related("certificate__enrollment__person"),
        code=code,
        certificate__status=Certificate.Status.VALID,
    )
    certificate = showing.certificate
    found = _badge(certificate) if certificate else None
    if certificate is None or found is None:
        raise Http404
    is_hers = certificate.enrollment.person.user_id == request.user.pk
    # Whoever asks for the headers alone has read nothing.
    if request.method == "GET" and not is_hers:
        note_look(showing, at=now)
    return published(document(found), kind="application/vc")


def _later() -> HttpResponse:
    """The token with the key does not answer now."""
    return HttpResponse(status=503, headers={"Retry-After": "60"})


def published(body: dict[str, Any], *, kind: str = MACHINE) -> JsonResponse:
    """For programs of any origin."""
    answer = JsonResponse(
        body,
        content_type=kind,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _edition(course: str, version: str) -> Edition:
    return get_object_or_404(
        Edition.objects.select_related("course").exclude(status=Edition.Status.DRAFT),
        course__code=course,
        version=version,
    )


def _edition_of(badge: Badge) -> Edition:
    claims = badge.certificate.claims
    return _edition(claims["track"], claims["edition"])


def _image(body: str | bytes, *, kind: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _badge(certificate: Certificate) -> Badge | None:
    """None, too, while its key is no good or away: whoever prints is told of that."""
    try:
        return badge_of(certificate)
    except (Refusal, TokenAway):
        return None


def _own(request: MemberRequest, code: str) -> Badge:
    certificate = get_object_or_404(
        Certificate.objects.held_by(request.user), code=code
    )
    found = _badge(certificate)
    if found is None:
        raise Http404
    return found


def _file(
    body: str | bytes, *, name: str, kind: str = "text/plain; charset=utf-8"
) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
