from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("standing", "0002_grant_roles"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        Repeat("school.standing.tasks.review_cards", 24 * 60),
        Repeat("school.standing.tasks.make_board", 24 * 60),
        Repeat("school.standing.tasks.carry_scores_over", 12 * 60),
    ]
