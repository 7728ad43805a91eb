"""Who resets a colleague's second step, and who takes a copy for somebody at the desk."""

from tests.access.privacy_table import PRIVACY_SCREENS
from tests.access.roles import STAFF
from tests.access.rows import Row, named

REGISTRAR = named("registrar")
EVERYBODY = named(" ".join(STAFF))
PEOPLE_SCREENS: dict[str, Row] = {
    **PRIVACY_SCREENS,
    "people_desk:working_as": Row(EVERYBODY),
    "people_desk:work_as": Row(EVERYBODY, post=True),
    "people_desk:second_factors": Row(REGISTRAR),
    "people_desk:reset_second_factor": Row(
        REGISTRAR, lambda world: [world.people["instructor"].pk]
    ),
}
