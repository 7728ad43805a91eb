import django.db.models.deletion
from django.db import migrations, models

from school.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("points", "0006_both_sides")]

    operations = [
        migrations.RemoveField("entry", "actor_label"),
        migrations.RemoveField("entry", "at"),
        migrations.RemoveField("entry", "is_capped"),
        migrations.RemoveField("entry", "reason"),
        migrations.RemoveField("entry", "reverses"),
        migrations.RemoveField("entry", "rule"),
        migrations.RemoveField("entry", "rule_code"),
        migrations.RemoveField("entry", "source_id"),
        migrations.RemoveField("entry", "source_type"),
        migrations.AlterModelOptions(
            name='entry',
            options={'default_permissions': ('view',), 'ordering': ['-pk'], 'permissions': [('award_entry', 'Can award points'), ('reverse_entry', 'Can reverse an entry')], 'verbose_name': 'points entry', 'verbose_name_plural': 'points ledger'},
        ),
        migrations.AlterField(
            model_name='entry',
            name='posting',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='points.posting', verbose_name='points posting'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='points_entries', to='people.person'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='account',
            field=models.CharField(choices=[('score', 'integrity score'), ('rated', 'score given by the school'), ('balance', 'spendable points'), ('held', 'points held for the shop'), ('owed', 'points to be made up'), ('given', 'points given by the school'), ('shop', 'points spent in the shop'), ('expired', 'points that have expired')], max_length=7, verbose_name='points account'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='delta',
            field=models.IntegerField(verbose_name='points moved'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='after',
            field=models.IntegerField(verbose_name='held after it'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['person', 'account', 'id'], name='points_entry_last_line'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('posting', 'account'), name='points_entry_one_line_an_account', violation_error_message='The posting has a line for this account.'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('account__in', ['score', 'rated']), models.Q(('account__in', ['balance', 'held', 'shop', 'expired']), ('after__gte', 0)), models.Q(('account__in', ['owed', 'given']), ('after__lte', 0)), _connector='OR'), name='points_entry_within_bounds', violation_error_message='Nobody can spend more points than there are.'),
        ),
        AppendOnly("points_posting"),
        AppendOnly("points_entry"),
    ]
