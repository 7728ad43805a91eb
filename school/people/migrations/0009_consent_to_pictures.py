from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_skills_consent_text")]

    operations = [
        migrations.AlterField(
            model_name="consenttext",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("enrolment", "Enrolment and training records"),
                    ("wages", "Pay before and after training"),
                    ("company", "What my company may see"),
                    ("skills", "Who may see what I can do"),
                    ("pictures", "Pictures at the practical assessment"),
                ],
                max_length=20,
                verbose_name="purpose",
            ),
        )
    ]
