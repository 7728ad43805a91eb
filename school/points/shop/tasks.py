from school.lib.one_by_one import step_by_step
from school.points.shop import actions


def look_after_shop() -> int:
    """What was not collected, rights that begin, seats whose class has begun or is over."""
    return step_by_step(actions.expire_due, actions.begin_rights, settle_seats)


def settle_seats() -> int:
    return actions.settle_seats()
