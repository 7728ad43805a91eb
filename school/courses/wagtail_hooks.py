from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.courses.costs import desk as costs
from school.courses.costs.actions import VIEW as VIEW_COSTS
from school.courses.desk import classes, editions, timetable, weeks
from school.courses.desk.bulk import (
    Announce,
    CancelEvenings,
    OpenEnrolment,
    ReplaceTeacher,
)
from school.courses.desk.viewsets import ClassesGroup

# Wagtail wants the classes themselves here, not what a function returns.
for verb in (Announce, OpenEnrolment, ReplaceTeacher, CancelEvenings):
    hooks.register("register_bulk_action", verb)


@hooks.register("register_admin_viewset")
def class_viewsets() -> ClassesGroup:
    return ClassesGroup()


class CostsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW_COSTS)


@hooks.register("register_admin_menu_item")
def costs_menu_item() -> MenuItem:
    return CostsMenuItem(
        _("Costs of classes"),
        reverse("courses_desk:all_costs"),
        icon_name="form",
        order=382,
    )


@hooks.register("register_admin_urls")
def class_desk_urls() -> list[URLPattern | URLResolver]:
    one, evening = "class-desk/classes/<slug:code>", "class-desk/evenings/<slug:code>"
    edition = "class-desk/editions/<str:course>/<str:version>"
    patterns = [
        path("class-desk/timetable/", weeks.term, name="term"),
        path("class-desk/week/", weeks.week, name="week"),
        path("class-desk/week/sheet/", weeks.week_sheet, name="week_sheet"),
        path("class-desk/week/pdf/", weeks.week_pdf, name="week_pdf"),
        path(f"{one}/step/<slug:verb>/", classes.step, name="step"),
        path(f"{one}/cancel/", classes.cancel, name="cancel"),
        path(f"{one}/plan/", timetable.plan, name="plan"),
        path(f"{one}/edition/", timetable.change_edition, name="edition"),
        path(f"{one}/duties/new/", classes.assign, name="assign"),
        path(f"{one}/duties/<int:pk>/relieve/", classes.relieve, name="relieve"),
        path("class-desk/costs/", costs.classes, name="all_costs"),
        path(
            "class-desk/costs/<slug:code>/correct/", costs.correct, name="correct_cost"
        ),
        path(f"{one}/costs/", costs.lines, name="costs"),
        path(f"{one}/costs/new/", costs.enter, name="enter_cost"),
        path(f"{one}/costs/complete/", costs.complete, name="complete_costs"),
        path(f"{one}/costs/reopen/", costs.reopen, name="reopen_costs"),
        path(f"{evening}/", timetable.change_session, name="session"),
        path(f"{evening}/make-up/", timetable.make_up, name="make_up"),
        path(f"{evening}/cancel/", timetable.cancel_session, name="cancel_session"),
        path(f"{edition}/draft/", editions.draft, name="draft"),
        path(f"{edition}/discard/", editions.discard, name="discard"),
        path(f"{edition}/compare/", editions.compare, name="compare"),
        path(f"{edition}/publish/", editions.publish, name="publish"),
        path(f"{edition}/facts/", editions.facts, name="facts"),
        path(f"{edition}/evenings/", editions.evenings, name="evenings"),
        path(f"{edition}/modules/<slug:code>/", editions.module, name="module"),
        path(f"{edition}/stations/<slug:code>/", editions.station, name="station"),
        path(f"{edition}/remove/<slug:code>/", editions.remove, name="remove"),
    ]
    return [path("", include((patterns, "courses_desk")))]
