from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from school.lib.errors import NotPermitted
from school.notices import actions
from school.notices.models import Notice
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.notices import make_notice

INBOX = reverse("notices:inbox")


def test_a_visitor_is_asked_to_log_in(db: None) -> None:
    assert signed_in(None).get(INBOX).status_code == 302


def test_one_without_notices_is_told_what_will_come(stranger: User) -> None:
    page = signed_in(stranger).get(INBOX)
    assert page.status_code == 200
    assert page.context["letters"] == []


def test_unread_ones_come_first(trainee: Person) -> None:
    now = timezone.now()
    for days, is_read in ((1, True), (2, False), (3, False)):
        make_notice(
            trainee,
            link=f"/{days}/",
            sent_at=now - timedelta(days=days),
            read_at=now if is_read else None,
        )
    page = signed_in(trainee).get(INBOX)
    links = [letter.notice.link for letter in page.context["letters"]]
    assert links == ["/2/", "/3/", "/1/"]
    assert page.context["unread"] == 2


def test_the_number_of_queries_does_not_grow(
    trainee: Person, django_assert_max_num_queries: object
) -> None:
    browser = signed_in(trainee)
    counts = []
    for _time in (1, 2):
        for _each in range(8):
            make_notice(trainee)
        with django_assert_max_num_queries(25) as queries:
            browser.get(INBOX)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_long_inbox_has_pages(trainee: Person) -> None:
    for _each in range(25):
        make_notice(trainee)
    page = signed_in(trainee).get(f"{INBOX}?page=2")
    assert len(page.context["letters"]) == 5


def test_opening_one_marks_it_read_and_goes_on(trainee: Person) -> None:
    notice = make_notice(trainee, link="/study/certificates/")
    address = reverse("notices:read", args=[notice.code])
    browser = signed_in(trainee)
    assert browser.get(address).status_code == 405
    assert browser.post(address).url == "/study/certificates/"
    notice.refresh_from_db()
    first = notice.read_at
    assert first
    browser.post(address)
    notice.refresh_from_db()
    assert notice.read_at == first


def test_a_link_never_leads_elsewhere(trainee: Person) -> None:
    notice = make_notice(trainee, link="https://evil.example/")
    answer = signed_in(trainee).post(reverse("notices:read", args=[notice.code]))
    assert answer.url == INBOX


def test_another_persons_notice_is_not_there(
    trainee: Person, classmate: Person
) -> None:
    notice = make_notice(trainee)
    address = reverse("notices:read", args=[notice.code])
    assert signed_in(classmate).post(address).status_code == 404
    with pytest.raises(NotPermitted):
        actions.mark_read(notice, reader=classmate.user)
    with pytest.raises(NotPermitted):
        actions.mark_all_read(trainee, reader=classmate.user)


def test_all_may_be_marked_read_at_once(
    trainee: Person, classmate: Person, stranger: User
) -> None:
    make_notice(trainee), make_notice(trainee), make_notice(classmate)
    signed_in(trainee).post(reverse("notices:read_all"))
    assert Notice.objects.unread().get().person == classmate
    assert signed_in(stranger).post(reverse("notices:read_all")).url == INBOX


def test_words_in_a_notice_cannot_become_markup(trainee: Person) -> None:
    make_notice(trainee, context={"cohort": "<b>A & B</b>"})
    page = signed_in(trainee).get(INBOX).text
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
    assert "<b>A" not in page


def test_the_layout_can_ask_how_many_wait(trainee: Person) -> None:
    make_notice(trainee), make_notice(trainee, read_at=timezone.now())
    request = RequestFactory().get("/")
    request.user = trainee.user
    template = Template("{% load notices %}{% unread_notices %}")
    context = Context({})
    context.request = request
    assert template.render(context) == "1"
    assert template.render(Context({})) == "0"
