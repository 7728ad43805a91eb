"""Editors publish by themselves; no page is handed to a group in which nobody is."""

import pytest
from wagtail.models import Workflow

pytestmark = pytest.mark.django_db


def test_no_page_waits_for_moderators_that_do_not_exist() -> None:
    assert not Workflow.objects.active().exists()
