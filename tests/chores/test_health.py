"""One word for a load balancer, and nothing for anybody else to learn from."""

import pytest
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.chores import health
from school.chores.models import SILENT, Heartbeat

SITE, WORKER = reverse("chores:site"), reverse("chores:worker")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def never_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "complete", set())


def said(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.text


def beats() -> None:
    now = timezone.now()
    Heartbeat.objects.create(
        cluster="a", host="b", workers=2, replaced=0, started_at=now, seen_at=now
    )


def test_all_is_well(django_assert_num_queries) -> None:
    assert said(SITE) == (200, "ok")
    with django_assert_num_queries(1):
        assert said(SITE) == (200, "ok")


def test_tables_that_are_wanting_are_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_all: ["one"])
    assert said(SITE) == (503, "not ok")


@pytest.mark.parametrize("address", [SITE, WORKER])
def test_a_database_that_does_not_answer_is_not_well(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def refuse(*_all: object, **_more: object) -> None:
        raise DatabaseError("host db.internal, user school")

    monkeypatch.setattr(health, "_answers", refuse)
    monkeypatch.setattr(Heartbeat.objects, "alive", refuse)
    assert said(address) == (503, "not ok")


def test_a_worker_that_is_silent_is_told_apart() -> None:
    assert said(WORKER) == (503, "not ok")
    beats()
    assert said(WORKER) == (200, "ok")
    Heartbeat.objects.update(seen_at=timezone.now() - SILENT)
    assert said(WORKER) == (503, "not ok")
    assert said(SITE) == (200, "ok"), "pages are served without"


def test_it_is_asked_from_within_by_http(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(SITE).status_code == 200
    assert Client().post(SITE, secure=True).status_code == 405
