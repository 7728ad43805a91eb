"""The roles a school begins with. Their rights are Django permissions, editable at the desk."""

from typing import Any

from django.db.migrations.operations import RunPython
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The value is the group's name, which the desk shows as it is."""

    REGISTRAR = "教务", _("registrar")
    CERTIFICATE_OFFICER = "证书专员", _("certificate officer")
    POINTS_OFFICER = "积分专员", _("points officer")
    OUTCOMES_OFFICER = "就业专员", _("outcomes officer")
    INSPECTOR = "督导员", _("inspector")
    VILLAGE_DESK = "村帮办点", _("helper in a village")
    EDITOR = "编辑", _("editor")
    INSTRUCTOR = "讲师", _("instructor")
    ASSISTANT = "助教", _("assistant")
    EXAMINER = "考评员", _("examiner")
    CHIEF_EXAMINER = "考评组长", _("chief examiner")
    AUDITOR = "审计", _("auditor")


# Those who teach and examine do it outside the desk; the registrar engages them.
TEACHING = (Role.INSTRUCTOR, Role.ASSISTANT, Role.EXAMINER, Role.CHIEF_EXAMINER)


class GrantRoles(RunPython):
    """A data step that gives groups permissions: `{Role.X: ["app.codename", …]}`.

    Permissions are normally made after all migrations; those named here are made now,
    and found again then.
    """

    def __init__(self, grants: dict[str, list[str]]) -> None:
        self.grants = grants
        super().__init__(self._grant, self._take_back)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.grants], {})

    def _pairs(self, apps: Any) -> Any:
        content_type = apps.get_model("contenttypes", "ContentType")
        permission = apps.get_model("auth", "Permission")
        for group, names in self.grants.items():
            for name in names:
                app_label, codename = name.split(".")
                model, title = _owner(apps, app_label, codename)
                kind, _made = content_type.objects.get_or_create(
                    app_label=app_label, model=model
                )
                yield (
                    str(Role(group).value),
                    permission.objects.get_or_create(
                        content_type=kind, codename=codename, defaults={"name": title}
                    )[0],
                )

    def _grant(self, apps: Any, schema_editor: Any) -> None:
        group = apps.get_model("auth", "Group")
        for role in self.grants:
            group.objects.get_or_create(name=Role(role).value)
        for name, permission in self._pairs(apps):
            group.objects.get(name=name).permissions.add(permission)

    def _take_back(self, apps: Any, schema_editor: Any) -> None:
        group = apps.get_model("auth", "Group")
        for name, permission in self._pairs(apps):
            for row in group.objects.filter(name=name):
                row.permissions.remove(permission)


def _owner(apps: Any, app_label: str, codename: str) -> tuple[str, str]:
    """The model that declares the permission, and the permission's title."""
    for model in apps.get_app_config(app_label).get_models():
        options = model._meta
        own = dict(options.permissions)
        for action in ("add", "change", "delete", "view"):
            own[f"{action}_{options.model_name}"] = (
                f"Can {action} {options.verbose_name_raw}"
            )
        if codename in own:
            return options.model_name, str(own[codename])[:255]
    raise LookupError(f"no model of {app_label} has the permission {codename}")
