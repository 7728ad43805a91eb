from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from school.lib.append_only import Amendable, AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0017_question_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Amendable("assessment_latecount"),
        migrations.RenameModel("LateCount", "LateDecision"),
        migrations.RenameField("latedecision", "counted_by", "decided_by"),
        migrations.AlterField(
            "latedecision",
            "attempt",
            models.ForeignKey(
                on_delete=PROTECT,
                related_name="late_decisions",
                to="assessment.attempt",
            ),
        ),
        migrations.AlterField(
            "latedecision",
            "at",
            models.DateTimeField(verbose_name="decided at"),
        ),
        migrations.AddField(
            "latedecision",
            "counts",
            models.BooleanField(default=True, verbose_name="they count"),
        ),
        migrations.AddField(
            "latedecision",
            "last_event",
            models.ForeignKey(
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="assessment.answerevent",
            ),
        ),
        AppendOnly("assessment_latedecision"),
    ]
