"""What waits at the desk today, for whoever may do something about it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Model, OuterRef, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.viewsets import viewsets
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.credit_waits import of_credit
from cms.waits import Waiting
from school.assessment.access import current_results
from school.assessment.actions.results import to_decide
from school.assessment.evidence import standings
from school.assessment.models import (
    Appeal,
    Correction,
    HelpRequest,
    Result,
    StrayMark,
)
from school.certificates.models import Certificate
from school.courses.models import Cohort, Edition, Session
from school.enrollment.models import Enrollment, Quota
from school.enrollment.places import claims_of
from school.people.models import User
from school.wages.models import FollowUp, OwedPay, Payslip
from school.wages.phoning.actions import to_phone


def tonight(user: User | AnonymousUser, *, on: date) -> list[Session]:
    """The evening's classes, for those who may see classes."""
    if not user.has_perm("courses.view_session"):
        return []
    return list(
        Session.objects.planned()
        .filter(starts_at__date=on)
        .select_related("cohort__edition__course__track", "evening", "venue", "teacher")
        .order_by("starts_at", "pk")
    )


def waiting_for(user: User | AnonymousUser, *, on: date) -> list[Waiting]:
    """Everything that waits, role by role; what has nothing waiting is left out."""
    items = [
        item
        for permission, find in WAITS
        if user.has_perm(permission)
        for item in find(on)
    ]
    items += _of_others(user)
    return [item for item in [*items, *_pages(user)] if item.count]


def index_of(model: type[Model], query: str = "") -> str:
    """The desk's list of a model; empty where there is none."""
    for viewset in viewsets.viewsets:
        if getattr(viewset, "model", None) is model:
            try:
                return reverse(viewset.get_url_name("index")) + query
            except NoReverseMatch:
                continue
    return ""


def _places(on: date) -> Iterator[Waiting]:
    counted = Enrollment.objects.filter(
        cohort__in=Cohort.objects.unfinished()
    ).aggregate(
        applied=Count("pk", filter=Q(status=Enrollment.Status.APPLIED)),
        offered=Count("pk", filter=Q(status=Enrollment.Status.OFFERED)),
        waiting=Count("pk", filter=Q(status=Enrollment.Status.WAITLISTED)),
    )
    href = index_of(Enrollment, "?status=")
    yield Waiting(
        counted["applied"], _("Applications to settle"), _with(href, "applied")
    )
    yield Waiting(
        counted["offered"], _("Offers without an answer"), _with(href, "offered")
    )
    yield Waiting(
        counted["waiting"], _("People on waiting lists"), _with(href, "waitlisted")
    )
    asked: Counter[str] = Counter()
    for (_class, kind), count in claims_of(Cohort.objects.unfinished()).items():
        asked[kind] += count
    for kind in sorted(asked):
        yield Waiting(
            asked[kind],
            _("Reserved places asked for: %(kind)s") % {"kind": Quota.Kind(kind).label},
            _with(index_of(Enrollment, "?status=waitlisted&quota_claim="), kind),
        )


def _sign_offs(on: date) -> Iterator[Waiting]:
    yield Waiting(
        Edition.objects.awaiting_sign_off().count(),
        _("Courses without a nurse-instructor’s confirmation"),
        index_of(Edition),
        _("No class of theirs opens before."),
    )


def _results(on: date) -> Iterator[Waiting]:
    assessed = Enrollment.objects.filter(
        cohort__status=Cohort.Status.ASSESSING, status=Enrollment.Status.ENROLLED
    ).select_related("person", "cohort__edition")
    candidates = standings(list(assessed))
    former = current_results([one.enrollment.pk for one in candidates])
    due = to_decide(candidates, former)
    classes = {one.enrollment.cohort.code for one in due}
    yield Waiting(len(due), _("Results to release"), _classes(classes))


def _help_requests(on: date) -> Iterator[Waiting]:
    href = reverse("assessment_desk:help_requests")
    count = HelpRequest.objects.open().count()
    yield Waiting(count, _("Requests for help in the exam"), href)


def _appeals(on: date) -> Iterator[Waiting]:
    href = reverse("assessment_desk:appeals")
    yield Waiting(Appeal.objects.open().count(), _("Appeals to be heard"), href)


def _sheets(on: date) -> Iterator[Waiting]:
    stray = StrayMark.objects.open().values("marking").distinct().count()
    href = reverse("assessment_desk:strays")
    yield Waiting(stray, _("Sheets with marks that came too late"), href)


def _of_others(user: User | AnonymousUser) -> Iterator[Waiting]:
    """What a second person decides: one's own proposals wait for others."""
    if isinstance(user, User):
        count = Correction.objects.waiting_for(user).count()
        href = reverse("assessment_desk:corrections")
        yield Waiting(count, _("Corrections of questions to decide on"), href)
        yield from of_credit(user)


def _certificates(on: date) -> Iterator[Waiting]:
    passed = Result.objects.current().filter(enrollment=OuterRef("pk"), has_passed=True)
    standing = Certificate.objects.filter(enrollment=OuterRef("pk")).exclude(
        status__in=[Certificate.Status.SUPERSEDED, Certificate.Status.REVOKED]
    )
    due = Enrollment.objects.filter(
        Exists(passed), ~Exists(standing), status=Enrollment.Status.COMPLETED
    )
    href = reverse("certificates_desk:cohorts")
    yield Waiting(due.count(), _("Certificates to issue"), href)
    yield Waiting(
        Certificate.objects.filter(status=Certificate.Status.STOPPED).count(),
        _("Certificates that could not be printed"),
        index_of(Certificate, "?status=stopped"),
    )


def _follow_ups(on: date) -> Iterator[Waiting]:
    due = FollowUp.objects.worth_asking().filter(
        status=FollowUp.Status.SCHEDULED, due_on__lte=on
    )
    yield Waiting(due.count(), _("Follow-ups due"), index_of(FollowUp))


def _calls(on: date) -> Iterator[Waiting]:
    href = reverse("wages_desk:phone")
    yield Waiting(to_phone(on=on).count(), _("People to phone today"), href)


def _owed(on: date) -> Iterator[Waiting]:
    due = OwedPay.objects.filter(look_on__lte=on)
    asked = OwedPay.objects.filter(status=OwedPay.Status.ASKED, look_on__gt=on)
    href = index_of(OwedPay, "?status=")
    yield Waiting(
        due.count(), _("Cases of owed pay to look at again"), index_of(OwedPay)
    )
    yield Waiting(
        asked.count(), _("Workers asking for help with owed pay"), _with(href, "asked")
    )


def _payslips(on: date) -> Iterator[Waiting]:
    waiting = Payslip.objects.waiting().count()
    yield Waiting(waiting, _("Payslips to read"), reverse("wages_desk:payslips"))


def _pages(user: User | AnonymousUser) -> Iterator[Waiting]:
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(
        user, "publish"
    )
    found = mine.aggregate(
        drafts=Count("pk", filter=Q(has_unpublished_changes=True)),
        scheduled=Count("pk", filter=Q(go_live_at__gt=timezone.now(), live=False)),
    )
    href = reverse("wagtailadmin_explore_root")
    yield Waiting(found["drafts"], _("Pages with words not yet published"), href)
    yield Waiting(found["scheduled"], _("Pages that will come out by themselves"), href)


def _classes(codes: set[str]) -> str:
    """Straight to the class where it is only one."""
    if len(codes) == 1:
        return reverse("assessment_desk:cohort", args=list(codes))
    return reverse("assessment_desk:cohorts")


def _with(href: str, value: str) -> str:
    return href and href + value


# The permission is that of whoever does it, or of whoever watches over it.
WAITS: list[tuple[str, Callable[[date], Iterator[Waiting]]]] = [
    ("enrollment.admit_enrollment", _places),
    ("courses.publish_edition", _sign_offs),
    ("assessment.view_practical", _results),
    ("assessment.release_practical", _sheets),
    ("assessment.grant_accommodation", _help_requests),
    ("assessment.view_appeal", _appeals),
    ("certificates.view_certificate", _certificates),
    ("wages.view_followup", _follow_ups),
    ("wages.answer_followup", _calls),
    ("wages.mediate_owedpay", _owed),
    ("wages.add_wagerecord", _payslips),
]
