from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.queue.pulse import Pulse

READ = "chores.view_heartbeat"
# A machine that was taken away is not shown for ever.
KEPT = timedelta(days=7)
# A cluster says that it lives three times a minute.
SILENT = timedelta(minutes=5)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, *, at: datetime) -> "HeartbeatQuerySet":
        return self.filter(seen_at__gt=at - SILENT, is_stopping=False, workers__gt=0)

    def note(self, pulse: Pulse, *, at: datetime) -> None:
        """Of one cluster the last word is kept."""
        self.update_or_create(
            cluster=pulse.cluster,
            defaults={
                "host": pulse.host[:100],
                "workers": pulse.workers,
                "replaced": pulse.replaced,
                "started_at": pulse.started_at,
                "is_stopping": pulse.is_stopping,
                "seen_at": at,
            },
        )
        self.filter(seen_at__lt=at - KEPT).delete()


class Heartbeat(models.Model):
    """When a cluster of workers last said that it lives. A sign, not a fact of the school."""

    cluster = models.CharField(_("cluster"), max_length=40, unique=True)
    host = models.CharField(_("machine"), max_length=100)
    workers = models.PositiveSmallIntegerField(_("workers"))
    replaced = models.PositiveIntegerField(_("workers replaced"))
    started_at = models.DateTimeField(_("running since"))
    seen_at = models.DateTimeField(_("last sign of life"))
    is_stopping = models.BooleanField(_("being stopped"), default=False)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign of life of the workers")
        verbose_name_plural = _("signs of life of the workers")
        ordering = ["-seen_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.host} · {self.seen_at:%Y-%m-%d %H:%M}"

    def is_alive(self, *, at: datetime) -> bool:
        return not self.is_stopping and self.workers > 0 and self.seen_at > at - SILENT
