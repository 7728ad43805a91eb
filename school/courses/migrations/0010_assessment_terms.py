from django.db import migrations, models

from school.courses.frozen import FreezeEditions, ThawEditions


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0009_grant_editions'),
    ]

    operations = [
        ThawEditions(),
        migrations.AddField(
            model_name='edition',
            name='appeal_days',
            field=models.PositiveSmallIntegerField(default=7, verbose_name='days to appeal after the release'),
        ),
        migrations.AddField(
            model_name='edition',
            name='evidence_days',
            field=models.PositiveSmallIntegerField(default=180, verbose_name='days for which pictures and clips are kept after the result'),
        ),
        migrations.AddField(
            model_name='edition',
            name='examiners_per_station',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='examiners at a station'),
        ),
        migrations.AddField(
            model_name='edition',
            name='hides_names',
            field=models.BooleanField(default=False, verbose_name='examiners see candidate numbers only'),
        ),
        migrations.AddField(
            model_name='edition',
            name='keeps_stations_months',
            field=models.PositiveSmallIntegerField(default=6, verbose_name='months for which a passed station is kept'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('examiners_per_station__range', (2, 4))), name='courses_edition_two_to_four_examiners', violation_error_message='A station has two to four examiners.'),
        ),
        FreezeEditions(),
    ]
