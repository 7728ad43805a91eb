from typing import Any

from django.db import migrations


def drop(apps: Any, _editor: Any) -> None:
    """No role was ever given it: orders are handed out on the platform, not here."""
    permission = apps.get_model("auth", "Permission")
    permission.objects.filter(
        content_type__app_label="standing", codename="dispatch_by_standing"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("standing", "0004_no_dispatch_right"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
