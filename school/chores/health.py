"""Whether the school works, in one word, for a load balancer and whoever watches over it."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.chores.models import Heartbeat

logger = logging.getLogger(__name__)
# That all tables are there stays so while this code runs: whoever asks often costs no more.
complete: set[str] = set()


@require_safe
@never_cache
def site(request: HttpRequest) -> HttpResponse:
    """That pages can be served: the database answers and has the tables of this code."""
    try:
        return _said(_has_all_tables() and _answers())
    except DatabaseError:
        logger.exception("the database does not answer")
        return _said(False)


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """That somebody does the background tasks. Pages are served without, so it stands apart."""
    try:
        return _said(Heartbeat.objects.alive(at=timezone.now()).exists())
    except DatabaseError:
        logger.exception("the database does not answer")
        return _said(False)


def _said(is_well: bool) -> HttpResponse:
    return HttpResponse(
        "ok" if is_well else "not ok",
        status=200 if is_well else 503,
        content_type="text/plain; charset=utf-8",
    )


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _has_all_tables() -> bool:
    if connection.alias not in complete:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            logger.error("migrations are wanting: run manage.py migrate")
            return False
        complete.add(connection.alias)
    return True
