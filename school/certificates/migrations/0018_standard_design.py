from django.db import migrations
from django.utils import timezone

from school.people.roles import GrantRoles, Role

READ = ["certificates.view_designversion"]
WRITE = ["certificates.add_designversion", "certificates.change_designversion"]


def begin_with_the_standard(apps, schema_editor):
    """The sheet that the school printed so far: what the fields say by default."""
    design = apps.get_model("certificates", "Design").objects.create(code="standard")
    apps.get_model("certificates", "DesignVersion").objects.create(
        design=design, number=1, name="标准证书", made_at=timezone.now()
    )
    apps.get_model("certificates", "DesignChoice").objects.create(design=design)


def take_away(apps, schema_editor):
    for name in ("DesignChoice", "DesignVersion", "Design"):
        apps.get_model("certificates", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0017_designs"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(begin_with_the_standard, take_away),
        GrantRoles(
            {
                Role.REGISTRAR: READ,
                Role.CERTIFICATE_OFFICER: [*READ, *WRITE],
                Role.AUDITOR: READ,
            }
        ),
    ]
