"""Lessons on the phone: a copy that is nobody's own, the list of what is kept, what is sent later."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.images import get_image_model

from cms import reading, syncing
from cms.models import LessonPage
from cms.views import lesson_page
from school.courses.models import Course
from school.learning import batches
from school.learning.refusals import UnreadableBatch
from school.people.access import person_of
from school.people.requests import MemberRequest
from school.ui import phone

# What a lesson's page takes on the phone, and a picture as it is shown at most.
WORDS_BYTES, PICTURE_BYTES = 25 * 1024, 120_000


@dataclass(frozen=True, slots=True)
class Offered:
    """A lesson that may be kept, and about how much it weighs."""

    page: LessonPage
    href: str
    size: int


@require_GET
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """The lesson for the phone to keep: as nobody's reader, whoever asks."""
    request.user = AnonymousUser()
    page = lesson_page(code)
    context = page.get_context(request)
    # Pictures stand where they belong; what the phone fetches of them it decides itself.
    as_copy = {"is_copy": True, "saves_data": False}
    return render(request, page.template, context | as_copy)


@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """What is on the phone, and what may be; the page itself is kept too, as a visitor's.

    To a trainee it says whose turn with the phone it is: lessons kept here may be read
    before one of them was ever opened with a signal.
    """
    owner, counts_time = reading.turn_of(request.user)
    return render(
        request,
        "cms/kept.html",
        {
            "courses": _offered(request),
            "owner": owner,
            "counts_time": counts_time,
            "is_copy": "copy" in request.GET,
        },
    )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Answers for kept lessons, wherever in the site their pages stand."""
    return phone.worker(request, "cms/worker.js", scope="/")


@login_required
@never_cache
@require_POST
def sync(request: MemberRequest) -> JsonResponse:
    """What a phone has noted; each row is answered for itself."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > batches.MOST_BYTES:
            raise UnreadableBatch
        batch = batches.parse(request.body)
    except UnreadableBatch as refusal:
        return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=400)
    person = person_of(request.user)
    if person is None or batch.owner != reading.owner(request.user):
        # Somebody else's phone, or somebody else's turn with it: it waits for its owner.
        return JsonResponse({"code": "other_owner"}, status=409)
    outcomes = syncing.take(batch, person=person, by=request.user, at=timezone.now())
    return JsonResponse({"results": [asdict(outcome) for outcome in outcomes]})


def _offered(request: HttpRequest) -> list[tuple[Course, list[Offered], int]]:
    """Lessons course by course, with what they weigh together; a trainee's own courses first."""
    pages = list(
        LessonPage.objects.live()
        .in_force()
        .select_related("lesson__module__edition__course__track")
        .order_by(
            "lesson__module__edition__course__track__position",
            "lesson__module__edition__course__code",
            "lesson__module__number",
            "lesson__number",
        )
    )
    pictures = {page.pk: _pictures(page.body.raw_data) for page in pages}
    sizes = dict(
        get_image_model()
        .objects.filter(pk__in={one for of in pictures.values() for one in of})
        .values_list("pk", "file_size")
    )
    found: dict[Course, list[Offered]] = {}
    for page in pages:
        size = WORDS_BYTES + sum(
            min(sizes.get(one) or PICTURE_BYTES, PICTURE_BYTES)
            for one in pictures[page.pk]
        )
        found.setdefault(page.lesson.module.edition.course, []).append(
            Offered(page, page.get_url(request) or "", size)
        )
    own = reading.courses_of(request.user)
    return [
        (course, rows, sum(row.size for row in rows))
        for course, rows in sorted(found.items(), key=lambda one: one[0].pk not in own)
    ]


def _pictures(value: Any) -> set[int]:
    """The pictures named anywhere in a body, whatever block they stand in."""
    if isinstance(value, dict):
        image = value.get("image")
        own = {image} if isinstance(image, int) else set()
        return own.union(*(_pictures(one) for one in value.values()))
    if (
        isinstance(value, list | tuple)
        or hasattr(value, "__iter__")
        and not isinstance(value, str)
    ):
        return set().union(*(_pictures(one) for one in value))
    return set()
