import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from school.courses.frozen import FreezeEditions, ThawEditions


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0007_feed_owners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ThawEditions(),
        migrations.AddField(
            model_name='edition',
            name='based_on',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='courses.edition', verbose_name='drafted from'),
        ),
        migrations.AddField(
            model_name='edition',
            name='exam_retake_wait_hours',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='hours between two sittings of the exam'),
        ),
        migrations.AddField(
            model_name='edition',
            name='online_minutes_max',
            field=models.PositiveIntegerField(default=0, verbose_name='minutes of lessons online that count at most'),
        ),
        migrations.AddField(
            model_name='edition',
            name='points_rule',
            field=models.CharField(blank=True, max_length=4, verbose_name='points rule of a pass'),
        ),
        migrations.AddField(
            model_name='edition',
            name='practical_percent_min',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='least share of practice in percent'),
        ),
        migrations.AddField(
            model_name='edition',
            name='station_mode',
            field=models.CharField(choices=[('draw', 'mandatory stations and some drawn ones'), ('full', 'all stations, weighted')], default='draw', max_length=4, verbose_name='which stations are taken'),
        ),
        migrations.AddField(
            model_name='edition',
            name='wage_step_en',
            field=models.CharField(blank=True, max_length=240, verbose_name='step of pay (English)'),
        ),
        migrations.AddField(
            model_name='edition',
            name='wage_step_zh',
            field=models.CharField(blank=True, max_length=120, verbose_name='step of pay (Chinese)'),
        ),
        migrations.AddField(
            model_name='module',
            name='exam_questions',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='questions of this module in a paper'),
        ),
        migrations.AddField(
            model_name='station',
            name='no_critical_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who confirmed that'),
        ),
        migrations.AddField(
            model_name='station',
            name='no_critical_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it needs no critical step'),
        ),
        migrations.AlterField(
            model_name='criticalfail',
            name='code',
            field=models.CharField(max_length=16, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='criticalfail',
            name='effect',
            field=models.CharField(choices=[('fail_station', 'this station scores 0'), ('fail_practical', 'the whole practical is failed')], max_length=16, verbose_name='what it fails'),
        ),
        migrations.AlterField(
            model_name='criticalfail',
            name='number',
            field=models.PositiveSmallIntegerField(verbose_name='critical fail number'),
        ),
        migrations.AlterField(
            model_name='criticalfail',
            name='text_en',
            field=models.TextField(verbose_name='critical fail (English)'),
        ),
        migrations.AlterField(
            model_name='criticalfail',
            name='text_zh',
            field=models.TextField(verbose_name='critical fail (Chinese)'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='assessment_minutes',
            field=models.PositiveIntegerField(verbose_name='minutes of assessment'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='disclaimer_en',
            field=models.TextField(verbose_name='disclaimer (English)'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='disclaimer_zh',
            field=models.TextField(verbose_name='disclaimer (Chinese)'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='drawn_stations',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='stations drawn from the pool'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='exam_minutes',
            field=models.PositiveSmallIntegerField(default=60, verbose_name='minutes for the paper'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='exam_points_each',
            field=models.PositiveSmallIntegerField(default=5, verbose_name='points for a question'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='exam_questions',
            field=models.PositiveSmallIntegerField(default=20, verbose_name='questions in a paper'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='exam_retakes',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='retakes of the theory exam'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='objectives',
            field=models.JSONField(default=list, verbose_name='what trainees can do afterwards'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='pass_attendance_percent',
            field=models.PositiveSmallIntegerField(default=80, verbose_name='hours to attend in percent'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='pass_practical',
            field=models.PositiveSmallIntegerField(default=60, verbose_name='points of practice to pass'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='pass_theory',
            field=models.PositiveSmallIntegerField(default=60, verbose_name='points of theory to pass'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='practical_minutes',
            field=models.PositiveIntegerField(verbose_name='minutes of practice'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='practical_retakes',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='retakes of the practical'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='refresher_months',
            field=models.PositiveSmallIntegerField(default=24, verbose_name='months until a refresher'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='theory_minutes',
            field=models.PositiveIntegerField(verbose_name='minutes of theory'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='to_confirm',
            field=models.JSONField(default=list, verbose_name='what the nurse-instructor confirms'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='assessment_minutes',
            field=models.PositiveSmallIntegerField(verbose_name='minutes of assessment'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='code',
            field=models.CharField(max_length=12, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='lead_role',
            field=models.CharField(max_length=30, verbose_name='who leads the evening'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='module',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evenings', to='courses.module', verbose_name='module'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='number',
            field=models.PositiveSmallIntegerField(verbose_name='evening number'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='practical_minutes',
            field=models.PositiveSmallIntegerField(verbose_name='minutes of practice'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='room',
            field=models.CharField(max_length=60, verbose_name='room for the evening'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='theory_minutes',
            field=models.PositiveSmallIntegerField(verbose_name='minutes of theory'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='title_en',
            field=models.CharField(max_length=160, verbose_name='evening title (English)'),
        ),
        migrations.AlterField(
            model_name='evening',
            name='title_zh',
            field=models.CharField(max_length=80, verbose_name='evening title (Chinese)'),
        ),
        migrations.AlterField(
            model_name='item',
            name='code',
            field=models.CharField(max_length=16, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='item',
            name='number',
            field=models.PositiveSmallIntegerField(verbose_name='item number'),
        ),
        migrations.AlterField(
            model_name='item',
            name='points',
            field=models.PositiveSmallIntegerField(verbose_name='points of the item'),
        ),
        migrations.AlterField(
            model_name='item',
            name='text_en',
            field=models.TextField(verbose_name='step (English)'),
        ),
        migrations.AlterField(
            model_name='item',
            name='text_zh',
            field=models.TextField(verbose_name='step (Chinese)'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='code',
            field=models.CharField(max_length=16, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='module',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='courses.module', verbose_name='module'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='number',
            field=models.PositiveSmallIntegerField(verbose_name='lesson number'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='reading_minutes',
            field=models.PositiveSmallIntegerField(verbose_name='minutes to read'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='standards',
            field=models.ManyToManyField(blank=True, related_name='lessons', to='courses.standard', verbose_name='service standards'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='title_en',
            field=models.CharField(max_length=160, verbose_name='lesson title (English)'),
        ),
        migrations.AlterField(
            model_name='lesson',
            name='title_zh',
            field=models.CharField(max_length=80, verbose_name='lesson title (Chinese)'),
        ),
        migrations.AlterField(
            model_name='module',
            name='practical_minutes',
            field=models.PositiveIntegerField(verbose_name='minutes of practice'),
        ),
        migrations.AlterField(
            model_name='module',
            name='theory_minutes',
            field=models.PositiveIntegerField(verbose_name='minutes of theory'),
        ),
        migrations.AlterField(
            model_name='module',
            name='title_en',
            field=models.CharField(max_length=160, verbose_name='module title (English)'),
        ),
        migrations.AlterField(
            model_name='module',
            name='title_zh',
            field=models.CharField(max_length=80, verbose_name='module title (Chinese)'),
        ),
        migrations.AlterField(
            model_name='module',
            name='topics',
            field=models.JSONField(default=list, verbose_name='topics'),
        ),
        migrations.AlterField(
            model_name='station',
            name='code',
            field=models.CharField(max_length=12, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='station',
            name='equipment',
            field=models.JSONField(default=list, verbose_name='equipment'),
        ),
        migrations.AlterField(
            model_name='station',
            name='is_in_pool',
            field=models.BooleanField(default=True, verbose_name='may be drawn'),
        ),
        migrations.AlterField(
            model_name='station',
            name='is_mandatory',
            field=models.BooleanField(default=False, verbose_name='everybody takes it'),
        ),
        migrations.AlterField(
            model_name='station',
            name='lessons',
            field=models.ManyToManyField(blank=True, related_name='stations', to='courses.lesson', verbose_name='lessons'),
        ),
        migrations.AlterField(
            model_name='station',
            name='minutes',
            field=models.PositiveSmallIntegerField(verbose_name='minutes for the station'),
        ),
        migrations.AlterField(
            model_name='station',
            name='modules',
            field=models.ManyToManyField(related_name='stations', to='courses.module', verbose_name='modules'),
        ),
        migrations.AlterField(
            model_name='station',
            name='number',
            field=models.PositiveSmallIntegerField(verbose_name='station number'),
        ),
        migrations.AlterField(
            model_name='station',
            name='scenario_en',
            field=models.TextField(verbose_name='scenario (English)'),
        ),
        migrations.AlterField(
            model_name='station',
            name='scenario_zh',
            field=models.TextField(verbose_name='scenario (Chinese)'),
        ),
        migrations.AlterField(
            model_name='station',
            name='standards',
            field=models.ManyToManyField(blank=True, related_name='stations', to='courses.standard', verbose_name='service standards'),
        ),
        migrations.AlterField(
            model_name='station',
            name='title_en',
            field=models.CharField(max_length=160, verbose_name='station title (English)'),
        ),
        migrations.AlterField(
            model_name='station',
            name='title_zh',
            field=models.CharField(max_length=80, verbose_name='station title (Chinese)'),
        ),
        migrations.AlterField(
            model_name='station',
            name='weight',
            field=models.PositiveSmallIntegerField(verbose_name='weight of the station'),
        ),
        FreezeEditions(),
    ]
