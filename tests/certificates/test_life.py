import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from school.certificates import actions
from school.certificates.history import history as history_of
from school.certificates.models import Certificate, StatusChange
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.notices.wording import letter
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

Status = Certificate.Status


@pytest.fixture
def certificate(registrar):
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=registrar))
    return Certificate.objects.get()


def test_a_suspended_certificate_can_be_reinstated(certificate, certificate_officer):
    actions.suspend(certificate, by=certificate_officer, reason="姓名待核对")
    assert Certificate.objects.get().status == Status.SUSPENDED
    actions.reinstate(certificate, by=certificate_officer, reason="已核对")
    history = StatusChange.objects.values_list("status", "reason")
    assert list(history) == [
        (Status.VALID, ""),
        (Status.SUSPENDED, "姓名待核对"),
        (Status.VALID, "已核对"),
    ]
    told = [line.what for line in history_of(certificate)]
    assert told == ["有效", "已中止", "恢复有效"]


def test_a_revoked_certificate_stays_revoked(certificate, certificate_officer):
    actions.revoke(certificate, by=certificate_officer, reason="代考")
    with pytest.raises(Refusal) as caught:
        actions.reinstate(certificate, by=certificate_officer, reason="反悔")
    assert caught.value.code == "status_not_possible"


def test_a_change_needs_a_reason(certificate, certificate_officer):
    with pytest.raises(Refusal) as caught:
        actions.revoke(certificate, by=certificate_officer, reason="  ")
    assert caught.value.code == "reason_needed"


def test_a_registrar_issues_but_does_not_revoke(certificate, registrar):
    with pytest.raises(NotPermitted):
        actions.revoke(certificate, by=registrar, reason="代考")


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_keeps_the_history(certificate, statement):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement.format("certificates_statuschange"))


def public_page(certificate):
    return signed_in(None).get(f"/certificates/verify/{certificate.code}/")


def test_the_public_page_shows_status_and_masked_name(certificate):
    page = public_page(certificate)
    text = page.content.decode()
    assert page.status_code == 200
    assert "李*花" in text
    assert "李春花" not in text
    assert certificate.number in text


def test_the_hours_are_the_course_s_and_hers(certificate):
    assert certificate.claims["hours_credited"] == "12"
    assert "<dt>本人实修</dt><dd>12</dd>" in public_page(certificate).text
    del certificate.claims["hours_credited"]
    certificate.save(update_fields=["claims"])
    assert "本人实修" not in public_page(certificate).text


def test_the_public_page_says_revoked_at_once(certificate, certificate_officer):
    actions.revoke(certificate, by=certificate_officer, reason="代考查实")
    text = public_page(certificate).content.decode()
    assert str(Status.REVOKED.label) in text
    assert "代考查实" not in text


def test_an_unknown_code_says_so(db):
    page = signed_in(None).get("/certificates/verify/abcdefghjkmnpqrstuvwxyz234/")
    assert page.status_code == 404
    assert "certificates/unknown.html" in [t.name for t in page.templates]


def test_a_queued_certificate_is_unknown_to_the_public(certificate):
    Certificate.objects.update(status=Status.QUEUED)
    assert public_page(certificate).status_code == 404


def look_up(number, name):
    return signed_in(None).post(
        "/certificates/verify/", {"number": number, "name": name}
    )


def test_number_and_name_lead_to_the_page(certificate):
    typed = certificate.number.lower().replace("-", " ")
    page = look_up(typed, "李春花")
    assert page.url == f"/certificates/verify/{certificate.code}/"


def test_a_number_alone_tells_nothing(certificate):
    assert look_up(certificate.number, "王秀英").status_code == 404


def test_a_mistyped_number_is_kept_and_explained(certificate):
    typed = certificate.number[:-1] + ("A" if certificate.number[-1] != "A" else "B")
    page = look_up(typed, "李春花")
    assert page.status_code == 200
    assert page.context["form"].errors["number"]
    assert typed in page.content.decode()


def test_guessing_is_slowed_down(certificate):
    answers = [look_up(certificate.number, "王秀英").status_code for _n in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[-1] == 429


def test_readers_behind_one_proxy_are_counted_apart(certificate, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()

    def answer(address):
        page = f"/certificates/verify/{certificate.code}/"
        return signed_in(None).get(page, headers={"x-forwarded-for": address})

    first = [answer("198.51.100.7").status_code for _n in range(62)]
    assert (first[0], first[-1]) == (200, 429)
    assert answer("198.51.100.8").status_code == 200


def test_only_the_holder_and_the_desk_have_the_pdf(
    certificate, registrar, classmate, stranger, instructor
):
    url = f"/certificates/pdf/{certificate.code}/"
    holder = signed_in(certificate.enrollment.person).get(url)
    assert holder.status_code == 200
    assert b"".join(holder.streaming_content).startswith(b"%PDF")
    assert signed_in(registrar).get(url).status_code == 200
    assert signed_in(None).get(url).status_code == 302
    for other in (classmate, stranger, instructor):
        assert signed_in(other).get(url).status_code == 404


@pytest.mark.parametrize(
    ("verbs", "said"),
    [
        (["suspend"], "已被暂停"),
        (["suspend", "reinstate"], "已恢复有效"),
        (["revoke"], "已被吊销"),
    ],
)
def test_the_holder_is_told_of_every_change(
    certificate, certificate_officer, verbs, said
):
    for verb in verbs:
        getattr(actions, verb)(certificate, by=certificate_officer, reason="核对")
    told = Notice.objects.filter(kind="certificate_changed").order_by("pk")
    assert len(told) == len(verbs)
    last = letter(told.last())
    assert told.last().person == certificate.enrollment.person
    assert said in last.subject
    assert certificate.number in last.body
    assert "教务" in last.body


def test_a_revoked_certificate_stands_as_void_among_ones_own(
    certificate, certificate_officer
):
    holder = signed_in(certificate.enrollment.person)
    pdf = f"/certificates/pdf/{certificate.code}/"
    assert "作废" not in holder.get("/study/certificates/").text
    actions.revoke(certificate, by=certificate_officer, reason="代考")
    page = holder.get("/study/certificates/").text
    assert "下载 PDF（已作废）" in page
    assert "起已吊销" in page
    assert "教务" in page
    assert holder.get(pdf).status_code == 200
