from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("assessment", "0018_late_decisions")]

    operations = [
        migrations.AddField(
            "practicalstation",
            "carried_from",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="assessment.practicalstation",
            ),
        ),
    ]
