"""The names under which `make bench` writes its figures; others read them by name."""

from contextlib import nullcontext

import pytest

from tests.bench import (
    certificates,
    enrollment,
    exam,
    outcomes,
    pages,
    points,
    results,
    rivals,
    run,
    service,
    term,
    wages,
)


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure at once: nothing is printed, no page is opened, no time is taken."""
    monkeypatch.setattr(certificates, "press_all", lambda cohort: [b"%PDF"])
    monkeypatch.setattr(certificates, "print_naively", lambda cohort: [b"%PDF"])
    monkeypatch.setattr(certificates, "sign_all", lambda sheets, key: [b"%PDF"])
    monkeypatch.setattr(
        certificates, "side_by_side", lambda *works, **_rounds: [1] * len(works)
    )
    monkeypatch.setattr(rivals, "by_reportlab", lambda claims: b"%PDF")
    monkeypatch.setattr(certificates, "settle", lambda: None)
    took = {"seconds": 1.0, "half": 200.0, "peak": 200.0}
    monkeypatch.setattr(certificates, "measured", lambda: took)
    rush = {"rate": 1.0, "oversold": 0}
    monkeypatch.setattr(enrollment, "measured", lambda: [rush, rush])
    saves = {"sent": 1, "lost": 0, "p50": 1.0, "p95": 2.0}
    monkeypatch.setattr(exam, "measured", lambda: saves)
    found = {"small": 1.0, "large": 7.0, "queries": 9, "lost": 0, "sent": 1}
    monkeypatch.setattr(results, "measured", lambda: found)
    monkeypatch.setattr(points, "measured", lambda: {"small": 1.0, "large": 1.0})
    monkeypatch.setattr(outcomes, "measured", lambda: {"small": 1.0, "large": 1.0})
    monkeypatch.setattr(service, "measured", lambda: {"small": 1.0, "large": 1.0})
    monkeypatch.setattr(wages, "measured", lambda: {"small": 1.0, "large": 1.0})
    monkeypatch.setattr(term, "database_of_its_own", nullcontext)
    monkeypatch.setattr(term, "most_queries", lambda **_size: (1, "/"))
    monkeypatch.setattr(pages, "demonstration", nullcontext)
    monkeypatch.setattr(pages, "readers", lambda: [("visitor", None)])
    monkeypatch.setattr(pages, "lessons", lambda _client: [pages.View("/", 1, 1.0)])
    monkeypatch.setattr(pages, "walk", lambda _client: [pages.View("/", 1, 1.0)])


@pytest.mark.usefixtures("unmeasured")
def test_the_figures_keep_their_names() -> None:
    names = [figure.name for benchmark in run.BENCHMARKS for figure in benchmark()]
    assert names == [
        "certificates.batch",
        "certificates.alone",
        "certificates.signed",
        "certificates.vs_reportlab",
        "certificates.vs_typst",
        "certificates.vs_typst_kept",
        "certificates.size_kb",
        "certificates.thousand_s",
        "certificates.worker_rss_mb",
        "pages.max_queries",
        "pages.first_view_kb",
        "lesson.first_view_kb",
        "attendance.term_page_queries",
        "enrollment.rate",
        "enrollment.oversold",
        "exam.lost_answers",
        "exam.save_p95_over_p50",
        "exam.save_p50",
        "exam.save_p95",
        "assessment.results_growth",
        "assessment.results_page",
        "assessment.results_queries",
        "assessment.lost_marks",
        "points.balance_growth",
        "outcomes.page_growth",
        "outcomes.page",
        "points.import_growth",
        "wages.upload_growth",
    ]
