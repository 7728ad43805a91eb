from datetime import timedelta

import pytest
from django.utils import timezone

from school.portal import receivers
from school.wages.actions import answer_follow_up
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.points import deltas, make_rule
from tests.factories.wages import consent_to_wages, make_follow_up


@pytest.mark.parametrize(("days_ago", "points"), [(0, [2]), (30, [2]), (31, [])])
@pytest.mark.django_db
def test_an_answer_in_time_gives_points_whatever_it_says(
    trainee, monkeypatch, days_ago, points
) -> None:
    monkeypatch.setattr(receivers, "enqueue", lambda task, pk: task(pk))
    make_rule("I04", delta=2, cap_period="quarter", cap_points=2)
    consent_to_wages(trainee)
    due = timezone.localdate() - timedelta(days=days_ago)
    follow_up = make_follow_up(make_enrollment(make_cohort(), trainee), due_on=due)
    answer_follow_up(follow_up, employment="not_employed", by=trainee.user)
    assert deltas(trainee) == points
