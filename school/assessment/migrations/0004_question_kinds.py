import django.db.models.deletion
import school.assessment.models.picture
import school.lib.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0003_close_overdue_exams'),
        ('courses', '0007_feed_owners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='question',
            options={'ordering': ['edition', 'code'], 'permissions': [('review_question', 'Can review questions of others')], 'verbose_name': 'question', 'verbose_name_plural': 'questions'},
        ),
        migrations.AddField(
            model_name='question',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replacements', to='assessment.question', verbose_name='new wording of'),
        ),
        migrations.AddField(
            model_name='question',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='reviewed at'),
        ),
        migrations.AddField(
            model_name='question',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewed by'),
        ),
        migrations.AddField(
            model_name='question',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('approved', 'approved'), ('retired', 'retired')], default='draft', max_length=9, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='question',
            name='tolerance',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True, verbose_name='tolerance'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit_en',
            field=models.CharField(blank=True, max_length=20, verbose_name='English unit'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit_zh',
            field=models.CharField(blank=True, max_length=20, verbose_name='Chinese unit'),
        ),
        migrations.AddField(
            model_name='question',
            name='use',
            field=models.CharField(choices=[('both', 'exam and practice'), ('exam_only', 'exam only'), ('practice_only', 'practice only')], default='both', max_length=13, verbose_name='use'),
        ),
        migrations.AddField(
            model_name='question',
            name='written_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AlterField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('single', 'one answer'), ('multiple', 'several answers'), ('true_false', 'true/false'), ('picture', 'choice of pictures'), ('ordering', 'putting in order'), ('numeric', 'short number')], max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='question',
            name='options',
            field=models.JSONField(blank=True, default=list, verbose_name='options'),
        ),
        migrations.CreateModel(
            name='QuestionPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', school.lib.fields.CodeField(default=school.lib.fields.public_code, editable=False, max_length=32, unique=True)),
                ('file', models.FileField(storage=school.assessment.models.picture.private_storage, upload_to='questions/', verbose_name='picture file')),
                ('alt_zh', models.CharField(max_length=200, verbose_name='Chinese description')),
                ('alt_en', models.CharField(blank=True, max_length=200, verbose_name='English description')),
                ('width', models.PositiveIntegerField(verbose_name='width in pixels')),
                ('height', models.PositiveIntegerField(verbose_name='height in pixels')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('added_at', models.DateTimeField(verbose_name='picture added at')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'picture of a question',
                'verbose_name_plural': 'pictures of questions',
                'ordering': ['-added_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='question',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='assessment.questionpicture', verbose_name='picture in the question'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', None), ('written_by', None), models.Q(('reviewed_by', models.F('written_by')), _negated=True), _connector='OR'), name='assessment_question_four_eyes', violation_error_message='Whoever wrote a question does not review it.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('tolerance', None), ('tolerance__gte', 0), _connector='OR'), name='assessment_question_tolerance_not_negative', violation_error_message='A tolerance is zero or more.'),
        ),
    ]
