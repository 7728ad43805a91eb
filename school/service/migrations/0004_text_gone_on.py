from django.db import migrations, models

from school.lib.append_only import Amendable
from school.points.schemes.frozen import FrozenRows


class Migration(migrations.Migration):
    dependencies = [
        ("service", "0003_stop_clean_months"),
    ]

    operations = [
        Amendable("service_serviceevent"),
        migrations.AddField(
            model_name="serviceevent",
            name="text_gone_on",
            field=models.DateField(editable=False, null=True),
        ),
        FrozenRows("serviceevent", free=["text_gone_on"], emptied=["text"]),
    ]
