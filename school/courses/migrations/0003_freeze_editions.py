from django.db import migrations

from school.courses.frozen import FreezeEditions


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_grant_roles")]

    operations = [FreezeEditions()]
