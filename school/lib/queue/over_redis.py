from django_q.brokers.redis_broker import Redis

from school.lib.queue.pulse import Beating


class Queue(Beating, Redis):
    """The queue on a Redis server, for many machines."""
