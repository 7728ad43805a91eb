from django_q.brokers.orm import ORM

from school.lib.queue.pulse import Beating


class Queue(Beating, ORM):
    """The queue in the school's own database."""
