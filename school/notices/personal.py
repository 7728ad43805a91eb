from django.db.models import Q

from school.lib.personal import After, Gone, Hers, Told
from school.lib.story import Chapter, Subject
from school.notices import wording
from school.notices.models import Notice


def not_at_work(person: str) -> Q:
    """What a colleague or a company's contact is told at work tells of others by name."""
    works = (
        Q(**{f"{person}__user__is_staff": True})
        | Q(**{f"{person}__user__groups__isnull": False})
        | Q(**{f"{person}__user__company_contacts__isnull": False})
    )
    return ~works


def as_read(notice: Notice) -> str:
    letter = wording.letter(notice)
    return f"{letter.subject}\n{letter.body}"


HELD: dict[str, Told] = {
    "notices.Notice": Hers(
        "person", without=("door",), words=as_read, when=not_at_work("person")
    ),
    "notices.Delivery": Hers("notice__person", when=not_at_work("notice__person")),
    "notices.Preference": Hers("person"),
    "notices.Muted": Hers("person"),
    "notices.Mailbox": Hers("person"),
    "notices.PushSubscription": Hers(
        "person", without=("endpoint", "endpoint_hash", "p256dh", "auth")
    ),
}
AFTER: dict[str, After] = {
    "notices.Delivery": Gone(),
    "notices.Notice": Gone(),
    "notices.Preference": Gone(),
    "notices.Muted": Gone(),
    "notices.Mailbox": Gone(),
    "notices.PushSubscription": Gone(),
}
STORY = {
    "notices": Chapter(
        Subject.MESSAGES,
        "notices.view_delivery",
        things=dict.fromkeys(
            (
                "notices.Notice",
                "notices.Delivery",
                "notices.Mailbox",
                "notices.PushSubscription",
            ),
            "notices.view_delivery",
        ),
    )
}
