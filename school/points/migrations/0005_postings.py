from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import school.lib.fields
from school.lib.append_only import Amendable

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """A voucher for what stood on single lines; the lines get their other side next."""

    dependencies = [("people", "0001_initial"), ("points", "0004_contest_sources")]

    operations: list[Any] = [
        Amendable("points_entry"),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', school.lib.fields.CodeField(default=school.lib.fields.public_code, editable=False, max_length=32, unique=True, verbose_name='number of the posting')),
                ('kind', models.CharField(choices=[('award', 'points awarded'), ('deduction', 'points deducted'), ('reversal', 'reversed'), ('hold', 'held for the shop'), ('collection', 'spent in the shop'), ('release', 'given back by the shop'), ('expiry', 'points expired'), ('carry_over', "carried over at the year's end")], max_length=12, verbose_name='what happened')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='people.person')),
                ('points', models.IntegerField(verbose_name='points given')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='points.rule')),
                ('rule_code', models.CharField(blank=True, editable=False, max_length=4)),
                ('source_type', models.CharField(choices=[('desk', 'named at the desk'), ('cohort', 'one class'), ('course', 'one course'), ('session', 'one evening of a class'), ('lesson', 'one lesson'), ('certificate', 'one certificate'), ('retraining', 'one retraining'), ('order', 'one order'), ('review', 'one review of an order'), ('month', 'one month'), ('praise', 'praise from a household'), ('volunteer', 'volunteer service'), ('spot_check', 'spot check'), ('health_check', 'health check'), ('hazard', 'hazard reported'), ('contract', 'a contract on file'), ('follow_up', 'one follow-up'), ('contestant', 'taking part in a contest'), ('award', 'one prize of a contest'), ('case', 'one case'), ('redemption', 'one redemption in the shop'), ('night', 'the night of a day'), ('year', 'one year')], max_length=40)),
                ('source_id', models.CharField(max_length=60)),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='points.posting')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='points.posting')),
                ('is_capped', models.BooleanField(default=False)),
                ('actor_label', models.CharField(max_length=120, verbose_name='entered by')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='entered on')),
            ],
            options={
                'verbose_name': 'points posting',
                'verbose_name_plural': 'points postings',
                'ordering': ['-pk'],
                'permissions': [('confirm_deduction', 'Can confirm a deduction of points')],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['person', 'kind', 'at'], name='points_posting_by_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reverses', None)), fields=('person', 'kind', 'rule_code', 'source_type', 'source_id'), name='points_posting_once_per_source', violation_error_message='Points for this are in the ledger.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reversal'), ('reverses__isnull', False)), models.Q(models.Q(('kind', 'reversal'), _negated=True), ('reverses__isnull', True)), _connector='OR'), name='points_posting_reverses_one', violation_error_message='A reversal, and no other, reverses one.'), models.CheckConstraint(condition=models.Q(models.Q(('follows__isnull', False), ('kind__in', ['collection', 'release'])), models.Q(models.Q(('kind__in', ['collection', 'release']), _negated=True), ('follows__isnull', True)), _connector='OR'), name='points_posting_follows_a_hold', violation_error_message='What ends a hold, and no other, follows it.')],
            },
        ),
        migrations.RemoveConstraint("entry", "points_entry_once_per_source"),
        migrations.RemoveIndex("entry", "points_entr_person__38fa92_idx"),
        migrations.AddField(
            "entry",
            "posting",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="entries",
                to="points.posting",
            ),
        ),
        migrations.AddField(
            "entry", "after", models.IntegerField(null=True, verbose_name="held after it")
        ),
        # What goes to the posting stays, and may be empty, until it is there.
        migrations.AlterField(
            "entry",
            "rule",
            models.ForeignKey(
                null=True, on_delete=PROTECT, related_name="entries", to="points.rule"
            ),
        ),
        migrations.AlterField(
            "entry", "rule_code", models.CharField(max_length=4, null=True)
        ),
        migrations.AlterField(
            "entry", "source_type", models.CharField(max_length=40, null=True)
        ),
        migrations.AlterField(
            "entry", "source_id", models.CharField(max_length=60, null=True)
        ),
        migrations.AlterField(
            "entry", "actor_label", models.CharField(max_length=120, null=True)
        ),
        migrations.AlterField("entry", "at", models.DateTimeField(null=True)),
    ]
