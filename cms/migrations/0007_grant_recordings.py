"""Editors and the registrar keep recordings as they keep pictures and files."""

from django.db import migrations

from school.people.roles import Role

KEEPERS = [Role.EDITOR, Role.REGISTRAR]
# Of wagtailmedia's own model: its rights hold for whichever model stands in for it.
MODEL = "media"


def _permissions(apps):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailmedia", model=MODEL
    )
    permissions = apps.get_model("auth", "Permission").objects
    return [
        permissions.get_or_create(
            content_type=content_type, codename=f"{verb}_{MODEL}", defaults={"name": f"Can {verb} {MODEL}"}
        )[0]
        for verb in ("add", "change")
    ]


def grant(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for role in KEEPERS:
        group = groups.get_or_create(name=Role(role).value)[0]
        for permission in _permissions(apps):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def take_back(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
        group__name__in=[Role(role).value for role in KEEPERS], permission__in=_permissions(apps)
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_recordings_and_blocks"),
        ("people", "0002_grant_roles"),
        ("wagtailmedia", "0005_alter_media_options"),
    ]

    operations = [migrations.RunPython(grant, take_back)]
