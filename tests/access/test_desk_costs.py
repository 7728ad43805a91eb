"""What a list at the desk names of other tables comes with its rows, not row by row."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from school.ui.desk import LedgerViewSet
from tests.access.test_desk import our_viewsets

LEDGERS = {
    name: viewset
    for name, viewset in our_viewsets().items()
    if isinstance(viewset, LedgerViewSet)
}
# What the words for a row are made of.
IN_WORDS = {"enrollment": {"enrollment__person", "enrollment__cohort"}}


def relations(viewset: LedgerViewSet) -> set[str]:
    """The columns that are rows of other tables."""
    found = set()
    for column in viewset.list_display:
        name = column if isinstance(column, str) else column.name
        try:
            field = viewset.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.is_relation:
            found.add(name)
    return found


@pytest.mark.parametrize("name", sorted(LEDGERS))
def test_a_list_fetches_what_its_columns_name(name: str) -> None:
    viewset = LEDGERS[name]
    fetched = set(viewset.related)
    roots = {path.split("__")[0] for path in fetched}
    for column in relations(viewset):
        assert column in roots
        assert IN_WORDS.get(column, set()) <= fetched
