from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from wagtail.admin.menu import admin_menu
from wagtail.admin.search import admin_search_areas

from tests.access import known
from tests.access import world as worlds


@pytest.fixture(scope="module", autouse=True)
def unprinted() -> Iterator[None]:
    """Who may have a paper is asked here by the hundred; what it looks like, elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("school.lib.paper.as_pdf", lambda *papers: b"%PDF-")
        yield


@pytest.fixture(scope="module")
def without_menu() -> Iterator[None]:
    """The desk's menu and search stand on every screen, and take a third of its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admin_menu, "render_component", lambda request: [])
        patch.setattr(
            admin_search_areas, "search_items_for_request", lambda request: []
        )
        yield


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[worlds.World]:
    """Built once: no request is let leave a trace."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = worlds.build()
        for role in world.people:
            world.sign_in(role)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def known_rights(world: worlds.World) -> Iterator[None]:
    """Who those of the world are, and may do, is read once, not with each request: it stays."""
    ours = {getattr(one, "user", one) for one in world.people.values() if one}
    with pytest.MonkeyPatch.context() as patch:
        known.rights(patch, ours)
        known.accounts(patch, ours)
        known.sessions(patch, world.signed.values())
        known.addresses(patch)
        known.sites(patch)
        yield
