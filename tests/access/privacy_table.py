"""Who takes a copy of all that is held about somebody."""

from school.people.models import Person
from school.privacy import links
from tests.access.rows import OWNER, SIGNED_IN, Row, named, of
from tests.access.world import World


def _her_link(world: World) -> list[str]:
    copy = world.data_copy
    her = world.people["trainee"]
    assert isinstance(her, Person) and her.user is not None
    return links.address(copy, reader=her.user).strip("/").split("/")[-2:]


PRIVACY: dict[str, Row] = {
    "privacy:mine": Row(SIGNED_IN),
    "privacy:looks": Row(SIGNED_IN),
    "privacy:kept": Row(SIGNED_IN),
    "privacy:ask": Row(SIGNED_IN, post=True),
    "privacy:erasure": Row(SIGNED_IN),
    "privacy:ask_erasure": Row(SIGNED_IN),
    "privacy:withdraw_erasure": Row(SIGNED_IN, post=True),
    "privacy:file": Row(OWNER, _her_link),
}
OPENERS = named("registrar outcomes_officer")
PRIVACY_SCREENS: dict[str, Row] = {
    "backups_desk:list": Row(named("superuser")),
    "privacy_desk:people": Row(named("registrar")),
    "privacy_desk:erasures": Row(named("registrar")),
    "privacy_desk:erasure": Row(named("registrar"), of("erasure.code")),
    "privacy_desk:emergency": Row(OPENERS),
    "privacy_desk:open_emergency": Row(OPENERS, of("person.code")),
    # To who opened it alone: in this world the registrar.
    "privacy_desk:emergency_shown": Row(frozenset({"registrar"}), of("emergency.code")),
    "privacy_desk:emergencies": Row(named("auditor")),
    "privacy_desk:review_emergency": Row(named("auditor"), of("emergency.code")),
    "privacy_desk:person": Row(named("registrar"), of("person.code")),
}
