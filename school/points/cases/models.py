from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.people.models import Person
from school.points.cases import conditions, rules

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: "User") -> "CaseQuerySet":
        """All by right; else one's own proposals, and what one has been told of."""
        if user.has_perm("points.view_case"):
            return self
        told = Q(person__user_id=user.pk, notified_at__isnull=False)
        return self.filter(Q(opened_by_id=user.pk) | told)

    def told_to(self, user: "User") -> "CaseQuerySet":
        """Those about her, from the notice on."""
        return self.filter(person__user_id=user.pk, notified_at__isnull=False)

    def open(self) -> "CaseQuerySet":
        """Not decided yet, or appealed."""
        return self.filter(status__in=conditions.OPEN)

    def in_motion(self, *, on: date) -> "CaseQuerySet":
        """Open, or deducted with time left to appeal or with its cause taken back."""
        return self.filter(conditions.in_motion(on))

    def at_rest(self, *, on: date) -> "CaseQuerySet":
        return self.exclude(conditions.in_motion(on))

    def waiting(self) -> "CaseQuerySet":
        """For a step of somebody at the desk or of the worker's, her right to appeal aside."""
        return self.filter(Q(status__in=conditions.OPEN) | conditions.to_look_at())

    def final(self, *, on: date | None = None) -> "CaseQuerySet":
        """Deducted, with the time to appeal over or the appeal dismissed."""
        over = Q(appeal_by__lt=on or timezone.localdate()) | ~Q(outcome="")
        return self.filter(over, status=Case.Status.POSTED)


class Case(models.Model):
    """A deduction on its way: proposed, told, answered, confirmed by a second person, appealed."""

    class Status(models.TextChoices):
        PROPOSED = rules.PROPOSED, _("proposed, the worker is not told yet")
        NOTIFIED = rules.NOTIFIED, _("the worker is told and may answer")
        RESPONDED = rules.RESPONDED, _("the worker has answered")
        POSTED = rules.POSTED, _("points deducted")
        APPEALED = rules.APPEALED, _("appealed against")
        REVERSED = rules.REVERSED, _("points given back")
        WITHDRAWN = rules.WITHDRAWN, _("withdrawn, nothing is deducted")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the appeal is upheld")
        DISMISSED = "dismissed", _("the appeal is dismissed")

    FALLEN = (Status.WITHDRAWN, Status.REVERSED)
    OPEN = conditions.OPEN

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="points_cases", verbose_name=_("worker")
    )
    rule = models.ForeignKey(
        "points.Rule",
        models.PROTECT,
        related_name="cases",
        verbose_name=_("points rule"),
    )
    # The rule's own code: a new version of it makes no second case of one thing.
    rule_code = models.CharField(max_length=4, editable=False)
    occurred_on = models.DateField(_("when it happened"))
    facts = models.TextField(_("what happened"))
    # What it came from: a platform's event, a spot check, or a reference typed at the desk.
    source_type = models.CharField(max_length=40)
    source_id = models.CharField(_("what it rests on"), max_length=60)
    complaint_kind = models.CharField(max_length=40, blank=True)
    status = models.CharField(
        _("state of the case"),
        max_length=9,
        choices=Status,
        default=Status.PROPOSED,
    )
    # None: by the school's own clockwork.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    opened_at = models.DateTimeField(_("proposed on"))
    notified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("notice given by"),
    )
    notified_at = models.DateTimeField(_("notice given on"), null=True)
    respond_by = models.DateField(_("last day to answer"), null=True)
    # Her days were over, and those who confirm were told so.
    ripe_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by the second person"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    appeal_by = models.DateField(_("last day to appeal"), null=True)
    appealed_at = models.DateTimeField(_("appealed on"), null=True)
    decide_by = models.DateField(_("last day to decide"), null=True)
    late_told_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(
        _("outcome of the appeal"), max_length=9, choices=Outcome, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by the third person"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    # Since when what it rests on is taken back and nobody has looked at it.
    recalled_at = models.DateTimeField(null=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("deduction case")
        verbose_name_plural = _("deduction cases")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["status", "opened_at"])]
        default_permissions = ("view",)
        permissions = [
            ("propose_case", _("Can propose a deduction")),
            ("decide_case", _("Can decide an appeal against a deduction")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule_code", "source_type", "source_id"],
                name="points_case_once_per_source",
                violation_error_message=_("There is a case of this already."),
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("opened_by"))
                & ~Q(confirmed_by=F("notified_by")),
                name="points_case_takes_a_second",
                violation_error_message=_("Nobody confirms what she has proposed."),
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("opened_by"))
                & ~Q(decided_by=F("notified_by"))
                & ~Q(decided_by=F("confirmed_by")),
                name="points_case_appeal_takes_a_third",
                violation_error_message=_(
                    "An appeal is decided by somebody who had no part in the case."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "withdrawn"])
                | Q(notified_at__isnull=False, respond_by__isnull=False),
                name="points_case_told_before_all_else",
                violation_error_message=_("The worker is told first."),
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["posted", "appealed", "reversed"],
                    confirmed_by__isnull=False,
                    appeal_by__isnull=False,
                )
                | (
                    Q(status__in=["proposed", "notified", "responded", "withdrawn"])
                    & Q(confirmed_by=None)
                ),
                name="points_case_posted_by_a_person",
                violation_error_message=_("Points are deducted once it is confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.rule}"

    @property
    def state(self) -> rules.State:
        return rules.State(
            status=self.status,
            respond_by=self.respond_by,
            appeal_by=self.appeal_by,
            decide_by=self.decide_by,
            is_decided=bool(self.outcome),
            is_appealable=self.rule.source.get("appealable", True),
            is_recalled=self.recalled_at is not None,
        )

    @property
    def parties(self) -> rules.Parties:
        return rules.Parties(
            self.opened_by_id, self.notified_by_id, self.confirmed_by_id
        )

    @property
    def seal(self) -> str:
        """Another after each step: tells whether somebody has read all that was said."""
        return str(self.steps.count())

    @property
    def at_most(self) -> int:
        """What it costs if the rule's limit for the period is not reached."""
        return -self.rule.delta


class Step(models.Model):
    """A line of a case's history. Appended."""

    class Verb(models.TextChoices):
        PROPOSE = "propose", _("deduction proposed")
        NOTIFY = "notify", _("the worker was told")
        RESPOND = "respond", _("the worker answered")
        RIPE = "ripe", _("the days to answer were over")
        CONFIRM = "confirm", _("confirmed by a second person, points deducted")
        WITHDRAW = "withdraw", _("withdrawn, nothing is deducted")
        APPEAL = "appeal", _("the worker appealed")
        UPHOLD = "uphold", _("appeal upheld, points given back")
        DISMISS = "dismiss", _("appeal dismissed")
        REVERSE = "reverse", _("reversed in the ledger, points given back")
        RECALL = "recall", _("the platform took back what it rests on")
        GO_ON = "go_on", _("looked at again, the case goes on")
        KEEP = "keep", _("looked at again, the deduction stays")
        RETURN = "return", _("looked at again, points given back")

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=8, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_verb_display())


class CaseProof(models.Model):
    """A photo, a PDF or a voice note in a case: of the school's side, or of the worker's."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        PDF = "pdf", _("PDF file")
        VOICE = "voice", _("voice note")

    code = CodeField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="proofs")
    kind = models.CharField(_("kind of evidence"), max_length=5, choices=Kind)
    file = models.FileField(upload_to="cases/", storage=private_storage, blank=True)
    media_type = models.CharField(max_length=20)
    # Of the file as it is kept: written anew, without where it was taken.
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    seconds = models.PositiveSmallIntegerField(null=True)
    is_workers = models.BooleanField(_("sent by the worker"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence of a case")
        verbose_name_plural = _("evidence of cases")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_kind_display()}"
