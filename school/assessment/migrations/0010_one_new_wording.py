from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0009_grant_late_answers")]

    operations = [
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["draft", "in_review", "approved"])),
                fields=("replaces",),
                name="assessment_question_one_new_wording",
                violation_error_message="The question has a new wording already.",
            ),
        )
    ]
