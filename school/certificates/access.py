from school.people.models import User


def can_issue(user: User) -> bool:
    return user.has_perm("certificates.issue_certificate")


def can_revoke(user: User) -> bool:
    return user.has_perm("certificates.revoke_certificate")
