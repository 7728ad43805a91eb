from datetime import date
from typing import Any

from django.utils import timezone

from school.courses.models import Cohort, CostClosing, CostLine


def make_cost(cohort: Cohort, yuan: int = 1200, **extra: Any) -> CostLine:
    return CostLine.objects.create(
        cohort=cohort,
        **{
            "kind": CostLine.Kind.TEACHING,
            "payer": CostLine.Payer.SUBSIDY,
            "amount_fen": yuan * 100,
            "paid_on": date(2026, 3, 20),
            "note": "讲师课酬",
            "actor_label": "王教务",
            "at": timezone.now(),
            **extra,
        },
    )


def make_costed(cohort: Cohort, yuan: int = 1200) -> CostClosing:
    """A class with one cost, said to be all."""
    make_cost(cohort, yuan)
    return CostClosing.objects.create(
        cohort=cohort, is_complete=True, actor_label="王教务", at=timezone.now()
    )
