from typing import Any

from django.db import migrations
from django.utils import timezone


def keep_what_is_in_force(apps: Any, schema_editor: Any) -> None:
    """The version that was loaded from the file, as the tables have it."""
    rules = list(apps.get_model("points", "Rule").objects.order_by("code"))
    former = sorted({one.version for one in rules if not one.is_current})
    now = [one for one in rules if one.is_current]
    for version in former:
        _keep(apps, version, [one for one in rules if one.version == version], "over")
    if now:
        _keep(apps, now[0].version, now, "in_force")


def _keep(apps: Any, version: str, rules: list[Any], status: str) -> None:
    scheme = apps.get_model("points", "Scheme")
    if scheme.objects.filter(version=version).exists():
        return
    today = timezone.localdate()
    scheme.objects.create(
        version=version,
        status=status,
        starts_on=today,
        ended_on=today if status == "over" else None,
        made_at=timezone.now(),
        body={
            "rules": [one.source for one in rules],
            "tiers": [
                {
                    "code": tier.code,
                    "text_label": {"zh": tier.label_zh, "en": tier.label_en},
                    "min_score": tier.min_score,
                    "max_score": tier.max_score,
                }
                for tier in apps.get_model("points", "Tier").objects.order_by(
                    "-min_score"
                )
            ],
            "catalogue": [
                one.source
                for one in apps.get_model("points", "Reward").objects.order_by("code")
            ],
        },
    )


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("points", "Scheme").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("points", "0020_schemes")]

    operations = [migrations.RunPython(keep_what_is_in_force, forget)]
