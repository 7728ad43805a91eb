"""One certificate through its whole life: wherever it shows, its state is said in words."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from school.certificates import actions
from school.certificates.models import Certificate
from school.certificates.papers.register import register
from school.certificates.showing.actions import open_showing
from school.people.models import User
from tests.cast import signed_in
from tests.factories.certificates import pdf_of
from tests.factories.renewals import DAY, issued, make_long_past, review, suggest

# What each says: page and file verdict (zh), page (en), list and wallet and register, machines.
SAID = {
    "valid": ("真实有效", "Genuine and valid", "有效", "valid"),
    "suspended": ("中止", "Suspended", "中止", "suspended"),
    "superseded": ("换发", "Replaced", "换发", "superseded"),
    "revoked": ("吊销", "Revoked", "吊销", "revoked"),
    "expired": ("已过建议复训日期", "past the day", "已过建议复训日期", "expired"),
    "renewed": ("有效，已年审", "valid, reviewed", "有效，已年审", "valid"),
}


@dataclass
class Faces:
    certificate: Certificate
    by: User
    pdf: bytes
    shown: str

    def check(self, state: str) -> None:
        zh, en, word, code = SAID[state]
        cache.clear()
        self.certificate = Certificate.objects.get(pk=self.certificate.pk)
        public, holder = signed_in(None), self.certificate.enrollment.person
        page = reverse("certificates:verify", args=[self.certificate.code])
        assert zh in public.get(page).text
        told = public.get(f"{page[:-1]}.json").json()
        assert told["status"] == code
        if state == "expired":
            # The day after the one that was suggested.
            assert told["since"].startswith(timezone.localdate().isoformat())
        assert zh in public.get(self.shown, follow=True).text
        sent = {"file": SimpleUploadedFile("a.pdf", self.pdf)}
        assert word in public.post(reverse("certificates:verify_file"), sent).text
        english = signed_in(None)
        english.cookies["django_language"] = "en"
        assert en in english.get(page).text
        wallet = signed_in(holder).get("/study/certificates/").text
        assert word in wallet
        is_void = state in {"superseded", "revoked"}
        for name in ("share", "badge"):
            link = reverse(f"certificates:{name}", args=[self.certificate.code])
            assert (link in wallet) is not is_void
        assert word in signed_in(self.by).get(reverse("certificate:index")).text
        sheet = register(self.certificate.enrollment.cohort, [self.certificate])
        assert word in str(sheet.tables[0].rows)
        assert pdf_of(self.certificate) == self.pdf


@pytest.fixture
def faces(registrar: User, certificate_officer: User) -> Faces:
    """Its day for a refresher is today."""
    cohort = make_long_past()
    suggest(cohort.edition.course, by=registrar)
    certificate = issued(cohort, by=registrar, days_ago=1)
    Certificate.objects.update(refresher_by=timezone.localdate())
    account = certificate.enrollment.person.user
    assert account
    showing = open_showing(certificate, by=account)
    shown = reverse("certificates:shown", args=[showing.code])
    pdf = pdf_of(certificate)
    return Faces(certificate, certificate_officer, pdf, shown)


def test_every_face_says_every_state(faces: Faces, registrar: User) -> None:
    one, by = faces.certificate, faces.by
    steps: list[tuple[str, Callable[[], object]]] = [
        ("valid", lambda: None),
        ("suspended", lambda: actions.suspend(one, by=by, reason="核对")),
        ("valid", lambda: actions.reinstate(one, by=by, reason="已核对")),
        ("expired", lambda: move_day(one, -1)),
        ("renewed", lambda: review(one, by=registrar)),
        ("superseded", lambda: reissued(one, by=registrar)),
    ]
    for state, step in steps:
        step()
        faces.check(state)


def test_every_face_says_revoked(faces: Faces) -> None:
    actions.revoke(faces.certificate, by=faces.by, reason="替考")
    faces.check("revoked")


def move_day(certificate: Certificate, days: int) -> None:
    day = timezone.localdate() + days * DAY
    Certificate.objects.filter(pk=certificate.pk).update(refresher_by=day)


def reissued(certificate: Certificate, *, by: User) -> None:
    new = actions.reissue(
        certificate, by=by, reason="遗失", kind=Certificate.Reissue.LOST
    )
    actions.print_batch(new.batch)
