"""ID numbers for trying the school out: valid in form, and nobody's."""

from random import Random, SystemRandom

from stdnum.cn import ric

from school.lib.crypto import fingerprint
from school.people.models import Person

# No place has this region; the school takes it only in the demonstration.
REGION = "999999"


def free_id_number(chance: Random | None = None) -> str:
    """A synthetic number that no person on file has, for the visitor of a demonstration."""
    chance = chance or SystemRandom()
    while True:
        year, month, day = chance.randint(1965, 1999), chance.randint(1, 12), 15
        body = f"{REGION}{year}{month:02d}{day}{chance.randint(1, 999):03d}"
        number = body + str(ric.calc_check_digit(body + "0"))
        if not Person.objects.filter(id_number_hash=fingerprint(number)).exists():
            return number
