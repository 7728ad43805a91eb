from django.db import models
from django.utils.translation import gettext_lazy as _


class Badge(models.Model):
    """A certificate as a credential, kept in the words that were signed. Appended.

    A certificate that was stopped may be printed with other claims than at first, and
    has a badge for each; the one of its present claims counts.
    """

    certificate = models.ForeignKey(
        "certificates.Certificate", models.PROTECT, related_name="badges"
    )
    claims_sha256 = models.CharField(max_length=64)
    # Its bit in the status lists, which stand one behind the other.
    place = models.PositiveIntegerField()
    credential = models.TextField()
    # The fingerprint of the key.
    signed_by = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("badge made at"))

    class Meta:
        verbose_name = _("digital badge")
        verbose_name_plural = _("digital badges")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "claims_sha256"],
                name="certificates_badge_once",
                violation_error_message=_("These claims have a badge."),
            ),
            models.UniqueConstraint(
                fields=["place"],
                name="certificates_badge_place_once",
                violation_error_message=_("This place in the status list is taken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.place}"
