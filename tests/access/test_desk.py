"""The desk: every screen of ours in Wagtail's admin, for every role; whoever is not named is refused."""

import re
from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet

from tests.access import world as worlds
from tests.access.desk_table import CHANGE, SCREENS, VIEW, WAGTAIL
from tests.access.test_matrix import answers, is_refusal

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("without_menu", "known_rights"),
]
FILES = (":export", "_export", "_pdf", "_xlsx", "_sheet", "_file", "_files")
READING = {"index", "index_results", "inspect", "history", "history_results", "usage"}


def our_viewsets() -> dict[str, ModelViewSet]:
    return {
        viewset.url_namespace: viewset
        for viewset in viewsets.viewsets
        if isinstance(viewset, ModelViewSet)
        and viewset.model.__module__.startswith(("school.", "cms."))
    }


def let_in(world: worlds.World, url: str, *, post: bool = False) -> set[str]:
    found = answers(world, url, {} if post else None)
    return {role for role, answer in found if not is_refusal(answer)}


def addresses(viewset: ModelViewSet) -> Iterator[tuple[str, str]]:
    """Name and address of each of a viewset's screens, for a row of its model."""
    row: Model | None = viewset.model._default_manager.first()
    for pattern in viewset.get_urlpatterns():
        if "<" not in str(pattern.pattern):
            yield pattern.name, reverse(f"{viewset.url_namespace}:{pattern.name}")
        elif row is not None:
            name = f"{viewset.url_namespace}:{pattern.name}"
            yield pattern.name, reverse(name, args=[row.pk])


def test_every_viewset_stands_in_the_table() -> None:
    assert sorted(VIEW) == sorted(our_viewsets())


@pytest.mark.parametrize("namespace", sorted(our_viewsets()))
def test_a_viewset_lets_in_only_those_named(
    namespace: str, world: worlds.World
) -> None:
    may_change = CHANGE.get(namespace, {})
    for name, url in addresses(our_viewsets()[namespace]):
        found = let_in(world, url)
        if name in READING:
            assert found <= VIEW[namespace], f"{namespace}:{name}"
        else:
            assert found == set(may_change.get(name, ())), f"{namespace}:{name}"
        if name == "index":
            assert found == VIEW[namespace], f"{namespace}:{name}"


def desk_screens() -> dict[str, list[URLPattern]]:
    """The screens that are no viewset's, by namespace."""
    desk = next(p for p in get_resolver().url_patterns if str(p.pattern) == "desk/")
    found: dict[str, list[URLPattern]] = {}
    assert isinstance(desk, URLResolver)
    for pattern in desk.url_patterns:
        inner = pattern.url_patterns if isinstance(pattern, URLResolver) else []
        for group in inner:
            if isinstance(group, URLResolver) and str(group.namespace).endswith(
                "_desk"
            ):
                found[str(group.namespace)] = list(group.url_patterns)
        if isinstance(pattern, URLResolver) and str(pattern.namespace).endswith(
            "_desk"
        ):
            found[str(pattern.namespace)] = list(pattern.url_patterns)
    return found


def test_every_screen_of_the_desk_stands_in_the_table() -> None:
    names = [
        f"{namespace}:{pattern.name}"
        for namespace, patterns in desk_screens().items()
        for pattern in patterns
    ]
    assert sorted(SCREENS) == sorted(names)


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_a_screen_lets_in_only_those_named(name: str, world: worlds.World) -> None:
    """And says in its title what it is."""
    row = SCREENS[name]
    url = reverse(name, args=row.values(world))
    found = dict(answers(world, url, {} if row.post else None))
    assert {role for role, one in found.items() if not is_refusal(one)} == row.may
    if not row.post and not name.endswith(FILES):
        page = found["superuser"].content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title is not None
        said, _hyphen, _school = title[1].strip().rpartition(" - ")
        assert said.strip()


@pytest.mark.parametrize("name", sorted(WAGTAIL))
def test_wagtails_own_screens_are_for_those_named(
    name: str, world: worlds.World
) -> None:
    assert let_in(world, reverse(name)) == WAGTAIL[name]
