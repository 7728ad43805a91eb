"""A template is changed or chosen while a class is issued: which comes first decides.

Whichever it is, each sheet is of one version whole: the one that it names.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from school.certificates import actions
from school.certificates.designs import actions as designs
from school.certificates.models import Certificate, DesignVersion
from school.lib.errors import Refusal
from tests.assessment.test_races import at_once
from tests.factories.certificates import make_assessed_cohort
from tests.factories.designs import inked, typed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
NAMES = ("李春花", "王秀英", "赵桂兰")


def drawn(by, **changes) -> DesignVersion:
    said = {**typed(), "is_bilingual": True, **changes}
    return designs.draw(DesignVersion(**said), by=by)


def seal(size: int, by):
    ink = designs.ink_of(inked(size=size), kind="seal")
    return designs.keep_picture(ink, kind="seal", by=by)


@contextmanager
def meanwhile(change: Callable[[], object]) -> Iterator[None]:
    """`change` is made but not yet committed when the block begins; it is soon after."""
    made, go = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                change()
                made.set()
                go.wait(0.4)
        finally:
            made.set()
            connection.close()

    thread = Thread(target=run)
    thread.start()
    made.wait()
    yield
    thread.join()


@pytest.fixture
def version(certificate_officer) -> DesignVersion:
    """Chosen, with a seal of its own, and nobody issued with it."""
    made = drawn(certificate_officer, seal=seal(300, certificate_officer))
    designs.choose(made.design, by=certificate_officer)
    return made


@pytest.fixture
def revise(version: DesignVersion, certificate_officer) -> Callable[[], object]:
    changed = DesignVersion.objects.get(pk=version.pk)
    changed.title_zh = "结业证书"
    changed.seal = seal(420, certificate_officer)
    assert changed.seal != version.seal
    return lambda: designs.revise(changed, by=certificate_officer)


def issued() -> list[tuple[int, str]]:
    """By which version each was issued, and what it is called; all of them whole."""
    given = list(Certificate.objects.select_related("design_version"))
    for one in given:
        frozen = one.claims["design"]
        said = {**one.design_version.frozen(), "colour": frozen["colour"]}
        assert frozen == said
    return [(one.design_version.number, one.design_version.title_zh) for one in given]


def test_a_new_template_that_is_changed_meanwhile_is_issued_as_it_became(
    registrar, revise
) -> None:
    cohort = make_assessed_cohort(*NAMES)
    with meanwhile(revise):
        actions.issue(cohort, by=registrar)
    assert issued() == [(1, "结业证书")] * 3


def test_of_one_in_use_the_version_made_meanwhile_is_issued(registrar, revise) -> None:
    actions.issue(make_assessed_cohort("陈玉梅"), by=registrar)
    cohort = make_assessed_cohort(*NAMES)
    with meanwhile(revise):
        actions.issue(cohort, by=registrar)
    assert issued() == [(1, "培训合格证书")] + [(2, "结业证书")] * 3


def test_one_that_is_being_issued_is_changed_for_the_next(registrar, revise) -> None:
    cohort = make_assessed_cohort(*NAMES)
    with meanwhile(lambda: actions.issue(cohort, by=registrar)):
        revise()
    assert issued() == [(1, "培训合格证书")] * 3
    assert DesignVersion.objects.current().get(number=2).title_zh == "结业证书"


def test_where_all_happens_at_once_a_class_has_one_template_whole(
    registrar, certificate_officer, version, revise
) -> None:
    cohort = make_assessed_cohort(*NAMES)
    other = drawn(certificate_officer, name="另一种", title_zh="培训证书")
    edition = cohort.edition
    answers = at_once(
        revise,
        lambda: actions.issue(cohort, by=registrar),
        lambda: designs.choose(other.design, edition=edition, by=certificate_officer),
    )
    assert not any(isinstance(one, Refusal) for one in answers)
    [which] = set(issued())
    assert which in {(1, "培训合格证书"), (1, "结业证书"), (1, "培训证书")}
    actions.print_batch(answers[1])
    printed = Certificate.objects.values_list("status", flat=True)
    assert list(printed) == [Certificate.Status.VALID] * 3
