from django.db import migrations

from school.points.schemes.frozen import FrozenRows


class Migration(migrations.Migration):
    dependencies = [("points", "0021_first_scheme")]

    operations = [
        FrozenRows("rule", free=["is_current"]),
        FrozenRows(
            "scheme",
            free=["status", "answer", "ended_on"],
            when="OLD.status IN ('approved', 'in_force', 'over', 'dropped')",
        ),
    ]
