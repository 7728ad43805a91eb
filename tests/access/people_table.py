"""Who resets a colleague's second step, and who takes a copy for somebody at the desk."""

from tests.access.privacy_table import PRIVACY_SCREENS
from tests.access.rows import Row, named

REGISTRAR = named("registrar")
PEOPLE_SCREENS: dict[str, Row] = {
    **PRIVACY_SCREENS,
    "people_desk:second_factors": Row(REGISTRAR),
    "people_desk:reset_second_factor": Row(
        REGISTRAR, lambda world: [world.people["instructor"].pk]
    ),
}
