from django.db import migrations

from school.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("people", "0003_consent_texts")]

    operations = [AppendOnly("people_consenttext")]
