from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0029_fill_marking_roles")]

    operations = [
        migrations.RemoveField(model_name="marking", name="is_moderation"),
        migrations.AddConstraint(
            model_name="marking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "appeal"), _negated=True),
                fields=("practical_station", "role"),
                name="assessment_marking_role_once",
                violation_error_message="Somebody has this role there already.",
            ),
        ),
    ]
