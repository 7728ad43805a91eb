"""A whole evening's certificates in one batch, one of which cannot be set."""

import pytest

from school.certificates import actions, refusals, signing, tasks
from school.certificates.designs import actions as designs
from school.certificates.models import Batch, Certificate
from school.lib.diploma import looks
from tests.factories.certificates import make_assessed_cohort
from tests.factories.designs import standard

pytestmark = [pytest.mark.django_db, pytest.mark.long]
SIZE = 200


def test_one_broken_template_stops_one_certificate(
    registrar, certificate_officer, settings, tmp_path
) -> None:
    # On the smallest sheet and without the badges' key it is soon done.
    settings.SIGNING_DIR = tmp_path
    settings.SIGNING_DEVELOPMENT_KEY = False
    signing.keyring().begin(signing.make(name="夜校"))
    version = standard()
    version.layout, version.wording_zh = looks.CARD, looks.CARD_WORDING_ZH
    designs.revise(version, by=certificate_officer)
    cohort = make_assessed_cohort(*[f"学员{number:03d}" for number in range(SIZE)])
    batch = actions.issue(cohort, by=registrar)
    broken = batch.certificates.order_by("number")[SIZE // 2]
    whole = broken.claims
    design = {**whole["design"], "wording_zh": "{name}已完成{nothing_of_that_name}"}
    Certificate.objects.filter(pk=broken.pk).update(claims={**whole, "design": design})
    tasks.print_batch(batch.pk)
    found = list(Certificate.objects.order_by("number"))
    serials = [int(one.number.split("-")[4]) for one in found]
    assert serials == list(range(1, SIZE + 1))
    assert len({one.enrollment_id for one in found}) == SIZE
    [stopped] = [one for one in found if one.status != Certificate.Status.VALID]
    assert stopped == broken
    assert stopped.stopped_because == {"code": refusals.PrintingFailed.code, "data": {}}
    assert all(bool(one.pdf) == (one != broken) for one in found)
    assert Batch.objects.get().finished_at is not None
