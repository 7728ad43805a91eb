from school.notices.models.delivery import Channel, Delivery
from school.notices.models.notice import Notice
from school.notices.models.text import NoticeText
from school.notices.models.ways import Mailbox, Muted, Preference, PushSubscription

__all__ = [
    "Channel",
    "Delivery",
    "Mailbox",
    "Muted",
    "Notice",
    "NoticeText",
    "Preference",
    "PushSubscription",
]
