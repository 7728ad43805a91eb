"""A lecturer's page: who it is, what she teaches, and when she teaches next."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Pixels
from wagtail.images import get_image_model

from cms import catalogue
from cms.models import LecturerPage
from school.courses.models import Cohort, Session
from tests.factories.courses import make_cohort, make_nurse, make_session
from tests.factories.pages import make_lecturer_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> LecturerPage:
    return make_lecturer_page(make_nurse())


def teach(
    page: LecturerPage, days: int, cohort: Cohort | None = None, **extra: Any
) -> Session:
    cohort = cohort or make_cohort(sessions=False)
    return make_session(
        cohort,
        cohort.edition.evenings.first(),
        on=timezone.localdate() + timedelta(days=days),
        teacher=page.instructor.user,
        **extra,
    )


def coming(page: LecturerPage) -> list[int]:
    found = catalogue.evenings_of(page.instructor, at=timezone.now())
    return [one.pk for one in found]


def test_what_she_teaches_next_stands_in_order_and_leads_to_the_class(
    client: Client, page: LecturerPage
) -> None:
    later, sooner = teach(page, 9), teach(page, 2)
    teach(page, -1)
    assert coming(page) == [sooner.pk, later.pk]
    html = client.get(page.get_url()).content.decode()
    assert f"/cohorts/{sooner.cohort.code}/" in html


def test_what_the_public_does_not_know_of_is_not_told(page: LecturerPage) -> None:
    teach(page, 2, cohort=make_cohort(sessions=False, status=Cohort.Status.DRAFT))
    teach(page, 2, cohort=make_cohort(sessions=False, status=Cohort.Status.CANCELLED))
    teach(page, 2, status=Session.Status.CANCELLED)
    assert coming(page) == []


def test_her_page_costs_the_same_however_much_she_teaches(
    client: Client, page: LecturerPage
) -> None:
    counted = []
    for days in (2, 3, 4):
        teach(page, days)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_url())
        counted.append(len(queries))
    assert counted[1] == counted[2] <= 25


def test_her_portrait_speaks_on_her_page_and_rests_where_data_is_saved(
    client: Client, page: LecturerPage
) -> None:
    data = io.BytesIO()
    Pixels.new("RGB", (400, 400), "#1C6B4A").save(data, "PNG")
    data.seek(0)
    photo = get_image_model().objects.create(
        title="IMG_0001", file=ImageFile(data, name="n.png")
    )
    LecturerPage.objects.filter(pk=page.pk).update(photo=photo)
    html = client.get(page.get_url()).content.decode()
    assert f'alt="{page.title}的照片"' in html
    listed = client.get("/lecturers/").content.decode()
    assert 'loading="lazy"' in listed
    assert "IMG_0001" not in html + listed
    client.cookies["data"] = "saving"
    assert "<img" not in client.get(page.get_url()).content.decode()
