from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.enrollment.desk import arrangement, eligibility, invitations, steps
from school.enrollment.desk.bulk import Admit, Withdraw
from school.enrollment.desk.viewset import EnrollmentViewSet


class PlacesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("enrollment.view_enrollment")


class HoldsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("enrollment.view_hold")


class DemandsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("enrollment.view_demand")


class InvitationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return invitations.may_read(request.user)


class EnrollmentGroup(ModelViewSetGroup):
    menu_label = _("Enrolment")
    menu_icon = "user"
    menu_order = 310
    items = (EnrollmentViewSet,)

    def get_submenu_items(self) -> list[Any]:
        places = PlacesMenuItem(
            _("Places"), reverse("enrollment_desk:places"), icon_name="group", order=1
        )
        holds = HoldsMenuItem(
            _("Who may enrol"),
            reverse("enrollment_desk:holds"),
            icon_name="lock",
            order=300,
        )
        demands = DemandsMenuItem(
            _("What courses ask for"),
            reverse("enrollment_desk:demands"),
            icon_name="list-ul",
            order=310,
        )
        invited = InvitationsMenuItem(
            _("Apply on behalf"),
            reverse("enrollment_desk:invitations"),
            icon_name="mail",
            order=290,
        )
        return [places, *super().get_submenu_items(), invited, holds, demands]


# Wagtail wants the classes themselves here, not what a function returns.
hooks.register("register_bulk_action", Admit)
hooks.register("register_bulk_action", Withdraw)


@hooks.register("register_admin_viewset")
def enrollment_viewsets() -> EnrollmentGroup:
    return EnrollmentGroup()


@hooks.register("register_admin_urls")
def enrollment_desk_urls() -> list[URLPattern | URLResolver]:
    one = "enrollment-desk/<slug:code>"
    somebody = "enrollment-desk/people/<slug:code>"
    patterns = [
        path("enrollment-desk/demands/", eligibility.demands, name="demands"),
        path("enrollment-desk/demands/<str:code>/", eligibility.demand, name="demand"),
        path("enrollment-desk/holds/", eligibility.holds, name="holds"),
        path("enrollment-desk/holds/<slug:code>/lift/", eligibility.lift, name="lift"),
        path(f"{somebody}/", eligibility.person, name="person"),
        path(f"{somebody}/hold/", eligibility.hold, name="hold"),
        path(f"{somebody}/health/", eligibility.health, name="health"),
        path(f"{somebody}/certificate/", eligibility.prior, name="prior"),
        *invitations.PATTERNS,
        path("enrollment-desk/places/", steps.places, name="places"),
        path("enrollment-desk/new/", steps.enroll, name="enroll"),
        path(f"{one}/defer/", eligibility.defer, name="defer"),
        path(f"{one}/move/", eligibility.move, name="move"),
        path(
            "enrollment-desk/places/<slug:code>/", arrangement.arrange, name="arrange"
        ),
        path(f"{one}/withdraw/", steps.withdraw, name="withdraw"),
        path(f"{one}/recognise/", arrangement.recognise, name="recognise"),
        path(
            f"{one}/admit-out-of-turn/",
            arrangement.admit_out_of_turn,
            name="admit_out_of_turn",
        ),
        *[
            path(f"{one}/{verb}/", steps.settle, {"verb": verb}, name=verb)
            for verb in steps.SETTLE
        ],
    ]
    return [path("", include((patterns, "enrollment_desk")))]
