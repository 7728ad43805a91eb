"""What the made-up school shows of companies."""

from school.wages.models import Objection, WageUpload


def a_company_has_reported_pay() -> None:
    """Two tables taken in, one to decide on with something to ask, and a sum disputed."""
    stages = WageUpload.objects.values_list("status", flat=True)
    assert list(stages) == ["checked", "done", "done"]
    waiting = WageUpload.objects.get(status="checked")
    assert {"fits", "asked", "refused"} <= set(
        waiting.report.values_list("outcome", flat=True)
    )
    assert Objection.objects.filter(withdrawn_at=None).count() == 1


CHECKS = [a_company_has_reported_pay]
