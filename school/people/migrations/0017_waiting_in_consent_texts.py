from django.db import migrations, models

from school.lib.append_only import Amendable, AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0016_text_on_pay_bands'),
    ]

    operations = [
        # SQLite remakes the table for it, and drops its triggers.
        Amendable("people_consenttext"),
        migrations.AddField(
            model_name='consenttext',
            name='covers_waiting',
            field=models.BooleanField(default=False, verbose_name='says that who gets no place is asked once'),
        ),
        migrations.AddConstraint(
            model_name='consenttext',
            constraint=models.CheckConstraint(condition=models.Q(('covers_waiting', False), ('purpose', 'wages'), _connector='OR'), name='people_consenttext_waiting_of_pay', violation_error_message='Only the text on pay before and after training covers who gets no place.'),
        ),
        AppendOnly("people_consenttext"),
    ]
