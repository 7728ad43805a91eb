from school.enrollment import actions


def expire_offers() -> int:
    return actions.expire_offers()
