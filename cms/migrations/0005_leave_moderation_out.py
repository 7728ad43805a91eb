from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def leave_out(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Wagtail's own workflow hands pages to a group in which nobody is: they would wait for ever."""
    apps.get_model("wagtailcore", "Workflow").objects.filter(
        name="Moderators approval"
    ).update(active=False)


def take_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("wagtailcore", "Workflow").objects.filter(
        name="Moderators approval"
    ).update(active=True)


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_publish_on_time")]

    operations = [migrations.RunPython(leave_out, take_back)]
