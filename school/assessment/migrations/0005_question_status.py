from typing import Any

from django.db import migrations


def take_over(apps: Any, schema_editor: Any) -> None:
    """What was in use had been released; the rest stays out of use."""
    questions = apps.get_model("assessment", "Question").objects
    questions.filter(is_active=True).update(status="approved")
    questions.filter(is_active=False).update(status="retired")


def give_back(apps: Any, schema_editor: Any) -> None:
    questions = apps.get_model("assessment", "Question").objects
    questions.filter(status="approved").update(is_active=True)
    questions.exclude(status="approved").update(is_active=False)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_question_kinds")]

    operations = [migrations.RunPython(take_over, give_back)]
