from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wages', '0016_grant_bands'),
    ]

    operations = [
        migrations.AddField(
            model_name='followup',
            name='occasion',
            field=models.CharField(choices=[('after', 'after the course'), ('waited', 'waited for a place in vain')], default='after', max_length=6, verbose_name='asked of whom'),
        ),
        migrations.AlterField(
            model_name='followup',
            name='status',
            field=models.CharField(choices=[('scheduled', 'to be asked'), ('answered', 'answered'), ('unreached', 'not reached'), ('declined', 'would rather not say'), ('ended', 'has a place now, not asked any more')], default='scheduled', max_length=10, verbose_name='status'),
        ),
        migrations.RemoveConstraint(
            model_name='followup',
            name='wages_followup_once',
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('enrollment', 'occasion', 'months'), name='wages_followup_once', violation_error_message='This follow-up is scheduled already.'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'ended'), _negated=True), ('occasion', 'waited'), _connector='OR'), name='wages_followup_ended_of_who_waited', violation_error_message='Only who waited is not asked any more.'),
        ),
    ]
