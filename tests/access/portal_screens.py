"""A class at a glance: whoever reads enrolments, each with the columns of her own rights."""

from tests.access.rows import Row, named, of

READERS = named("auditor certificate_officer outcomes_officer registrar")
PORTAL_SCREENS: dict[str, Row] = {
    "portal_desk:cockpits": Row(READERS),
    "portal_desk:cockpit": Row(READERS, of("cohort.code")),
    "portal_desk:cockpit_xlsx": Row(READERS, of("cohort.code")),
    "portal_desk:person": Row(READERS | {"points_officer"}, of("person.code")),
}
