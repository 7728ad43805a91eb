from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models.user import User


class LogIn(models.Model):
    """That somebody came in, or was not let in: by which way, when, and on what kind of device.

    What was typed is nowhere. Whose number nobody has is only counted, once a day a row.
    """

    class Outcome(models.TextChoices):
        IN = "in", _("logged in")
        WRONG = "wrong", _("not let in: what was typed is wrong")
        STOPPED = "stopped", _("not let in: too many tries")
        AGAIN = "again", _("showed once more who it is")
        AGAIN_WRONG = "again_wrong", _("did not show who it is")

    class Way(models.TextChoices):
        CODE = "code", _("code by SMS")
        PASSWORD = "password", _("password")
        PASSKEY = "webauthn", _("passkey")
        APP = "totp", _("code of the app")
        RECOVERY = "recovery_codes", _("recovery code")

    user = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        related_name="log_ins",
        verbose_name=_("account"),
    )
    at = models.DateTimeField(_("when"), db_index=True)
    outcome = models.CharField(_("how it went"), max_length=11, choices=Outcome)
    way = models.CharField(_("way of logging in"), max_length=14, choices=Way)
    second = models.CharField(_("second step"), max_length=14, blank=True, choices=Way)
    device = models.CharField(_("device"), max_length=80, blank=True)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["user", "-at"])]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.get_way_display()}"

    @property
    def is_good(self) -> bool:
        return self.outcome in {self.Outcome.IN, self.Outcome.AGAIN}
