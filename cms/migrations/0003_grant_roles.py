"""Editors write every page and keep pictures and files; the registrar brings out news."""

from django.db import migrations

from school.people.roles import Role

PAGES = ["add", "change", "publish", "lock", "unlock", "bulk_delete"]
NEWS = ["add", "change", "publish"]
FILES = [
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
]
FILE_RIGHTS = ["add", "change", "choose"]
KEEPERS = [Role.EDITOR, Role.REGISTRAR]


def _permission(apps, app_label, model, codename):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )[0]


def _group(apps, role):
    return apps.get_model("auth", "Group").objects.get_or_create(name=Role(role).value)[0]


def _pages(apps):
    """(role, where, verbs)"""
    page = apps.get_model("wagtailcore", "Page")
    home = page.objects.filter(content_type__app_label="cms", content_type__model="homepage").first()
    news = page.objects.filter(content_type__app_label="cms", content_type__model="newsindexpage").first()
    return [(Role.EDITOR, home, PAGES), (Role.REGISTRAR, news, NEWS)]


def grant(apps, schema_editor):
    on_page = apps.get_model("wagtailcore", "GroupPagePermission")
    for role, where, verbs in _pages(apps):
        for verb in verbs:
            permission = _permission(apps, "wagtailcore", "page", f"{verb}_page")
            on_page.objects.get_or_create(group=_group(apps, role), page=where, permission=permission)
    on_collection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for role in KEEPERS:
        for app_label, model in FILES:
            for verb in FILE_RIGHTS:
                permission = _permission(apps, app_label, model, f"{verb}_{model}")
                on_collection.objects.get_or_create(
                    group=_group(apps, role), collection=collection, permission=permission
                )


def take_back(apps, schema_editor):
    names = [Role(role).value for role in KEEPERS]
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group__name__in=names).delete()
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
        group__name__in=names
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_first_pages"),
        ("people", "0002_grant_roles"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(grant, take_back)]
