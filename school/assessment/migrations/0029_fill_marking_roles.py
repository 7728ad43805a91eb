from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef


def take_over(apps: Any, schema_editor: Any) -> None:
    """In the order in which they were given their sheets."""
    markings = apps.get_model("assessment", "Marking").objects
    markings.filter(is_moderation=True).update(role="third")
    before = markings.filter(
        practical_station=OuterRef("practical_station"), pk__lt=OuterRef("pk")
    )
    later = markings.filter(Exists(before), is_moderation=False)
    markings.filter(pk__in=list(later.values_list("pk", flat=True))).update(
        role="second"
    )


def give_back(apps: Any, schema_editor: Any) -> None:
    markings = apps.get_model("assessment", "Marking").objects
    markings.filter(role="third").update(is_moderation=True)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0028_marking_role")]

    operations = [migrations.RunPython(take_over, give_back)]
