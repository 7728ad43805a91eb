"""Verbs for several rows of a list: who has them, and that nobody else sees a box to tick."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail import hooks

from school.ui.bulk import BulkIndex, BulkVerb
from tests.access import world as worlds
from tests.access.bulk_table import BULK
from tests.access.desk_table import VIEW
from tests.access.test_desk import let_in, our_viewsets
from tests.ticked import BACK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]
BOX, FOOTER = "data-bulk-action-checkbox", "data-bulk-action-footer"
SCRIPT = "js/bulk-actions.js"
LISTS = {
    name: viewset
    for name, viewset in our_viewsets().items()
    if issubclass(viewset.index_view_class, BulkIndex)
}


def our_verbs() -> list[type[BulkVerb]]:
    found = hooks.get_hooks("register_bulk_action")
    return [verb for verb in found if issubclass(verb, BulkVerb)]


def key(verb: type[BulkVerb]) -> tuple[str, str, str]:
    meta = verb.get_default_model()._meta
    return meta.app_label, meta.model_name, verb.action_type


def test_every_verb_for_several_stands_in_the_table() -> None:
    assert sorted(BULK) == sorted(map(key, our_verbs()))


@pytest.mark.parametrize("post", [False, True])
@pytest.mark.parametrize("name", sorted(BULK))
def test_a_verb_for_several_is_for_those_named(
    name: tuple[str, str, str], post: bool, world: worlds.World
) -> None:
    row = BULK[name]
    query = [("next", BACK), *[("id", pk) for pk in row.values(world)]]
    url = f"{reverse('wagtail_bulk_action', args=name)}?{urlencode(query)}"
    assert let_in(world, url, post=post) == row.may


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_verbs_of_one_list_need_one_right(name: str) -> None:
    """Wagtail shows all the buttons of a list, or none."""
    model = LISTS[name].model
    rights = {verb.permission for verb in our_verbs() if model in verb.models}
    assert len(rights) == 1


@pytest.mark.parametrize("name", sorted(LISTS))
def test_boxes_and_their_script_come_only_with_a_verb(
    name: str, world: worlds.World
) -> None:
    meta = LISTS[name].model._meta
    may = set().union(
        *[row.may for key, row in BULK.items() if key[1] == meta.model_name]
    )
    for role in VIEW[name]:
        page = world.browser(role).get(reverse(f"{name}:index"))
        shown = [part in page.text for part in (BOX, FOOTER, SCRIPT)]
        assert shown == [role in may] * 3, role
        if role in may:
            pk = LISTS[name].model._default_manager.first().pk
            assert f'id="{meta.model_name}_{pk}_title"' in page.text
