from django.db import migrations

from school.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_channels")]

    operations = [AppendOnly("notices_noticetext")]
