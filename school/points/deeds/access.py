"""Who may enter and who may confirm a deed: the rule names a role, the ledger asks for a right."""

from django.db.models import Q, QuerySet

from school.journal.actors import Actor
from school.people.models import User
from school.people.roles import Role
from school.points.cases.ties import is_tied
from school.points.deeds.models import Deed
from school.points.models import Rule

VIEW, ENTER, AWARD = "points.view_deed", "points.enter_deed", "points.award_entry"
# The roles of the scheme, by those of the school; a head teacher works through the registrar.
CONFIRMS = {
    "association_staff": Role.POINTS_OFFICER,
    "inspector": Role.INSPECTOR,
    "head_teacher": Role.REGISTRAR,
}


# Given for one thing that somebody did and a role looks at: its evidence is kept with it.
PROVED = Q(source__confirm_role__in=list(CONFIRMS)) & ~Q(cap_period__startswith="per_")


def asks_for_evidence(rule: Rule) -> bool:
    """Whether it gives points for deeds alone."""
    return Rule.objects.filter(PROVED, pk=rule.pk).exists()


def may_enter(user: object) -> bool:
    return isinstance(user, User) and (user.has_perm(VIEW) or user.has_perm(ENTER))


def may_prove(deed: Deed, user: User) -> bool:
    """Whoever entered it adds what shows it."""
    return user.has_perm(ENTER) and (deed.entered_by_id == user.pk or user.is_superuser)


def roles_of(user: User) -> list[str]:
    """The scheme's roles that a user stands for."""
    if user.is_superuser:
        return list(CONFIRMS)
    held = [user.works_as] if user.works_as else user.groups.all()
    groups = {group.name for group in held}
    return [role for role, group in CONFIRMS.items() if group in groups]


def rules_of(user: Actor) -> QuerySet[Rule]:
    """What somebody confirms, for one thing at a time; not what comes by itself."""
    rules = Rule.objects.filter(PROVED, is_current=True, delta__gt=0)
    if not isinstance(user, User) or user.has_perm(AWARD):
        return rules
    return rules.filter(source__confirm_role__in=roles_of(user))


def suffice(rule: Rule, *users: User) -> bool:
    """Whether these together may give the points: by right, by role, and by number."""
    return may_give(rule, *users) and (len(users) > 1 or not rule.takes_two_by_hand)


def gives_alone(deed: Deed, user: User) -> bool:
    """Whether this one's evidence gives the points, with nobody else looking at it."""
    return suffice(deed.rule, user) and not is_tied(user, deed.person)


def may_give(rule: Rule, *users: User) -> bool:
    """By right and by role, however many it takes."""
    role = rule.source.get("confirm_role")
    may = any(user.has_perm(AWARD) for user in users)
    return may and any(role in roles_of(user) for user in users)


def deeds_of(user: User) -> QuerySet[Deed]:
    return Deed.objects.visible_to(user, roles=roles_of(user))


def to_confirm(user: User) -> QuerySet[Deed]:
    """With evidence, entered by others, and the next step is hers: by right or by role."""
    waiting = deeds_of(user).filter(status=Deed.Status.WAITING)
    others = waiting.exclude(entered_by=user)
    if user.has_perm(AWARD):
        return others
    return others.filter(rule__source__confirm_role__in=roles_of(user))
