from django.db import migrations

from school.people.roles import GrantRoles, Role

RENEW = ["certificates.renew_certificate", "certificates.change_refresherrule"]


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0019_renewals"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(dict.fromkeys((Role.REGISTRAR, Role.CERTIFICATE_OFFICER), RENEW)),
    ]
