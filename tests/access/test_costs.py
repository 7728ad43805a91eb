"""What every page of ours costs each of its readers, and that it stays so as rows grow."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.access import world as worlds
from tests.access.feedback_table import SURVEYS
from tests.access.files import A_FILE
from tests.access.growth import grow
from tests.access.roles import ROLES
from tests.access.table import TABLE
from tests.access.wages_table import WAGE_FORMS
from tests.cast import signed_in
from tests.costs import MOST_KB, MOST_QUERIES, follow, kilobytes

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# By a token alone, and nobody's.
CLOSED = {
    "api:priority_rights",
    "api:api-root",
    # One word for machines: tests/chores/test_health.py counts its queries.
    "chores:site",
    "chores:worker",
}
READ = [name for name, row in TABLE.items() if not row.post and name not in CLOSED]
NOT_HTML = {
    "api:openapi-json",
    "certificates:achievement",
    "certificates:badge_issuer",
    "certificates:badge_keys",
    "certificates:verify_json",
    "assessment:marking_manifest",
    "assessment:marking_worker",
    "assessment:worker",
    "attendance:worker",
    "cms:worker",
    "cms:robots",
    "cms:sitemap",
    "portal:certificates_manifest",
    "portal:certificates_worker",
    *A_FILE,
}
# Those that list nothing of which there can be more, by what they show instead.
STILL = {
    "a form": {
        "privacy:mine",
        "privacy:kept",
        "privacy:erasure",
        "privacy:ask_erasure",
        "people:profile",
        "people:identity",
        "people:set_photo",
        "people:company",
        "people:town",
        "enrollment:apply",
        "enrollment:claim",
        "enrollment:ask",
        "enrollment:invited",
        "enrollment:withdraw",
        "enrollment:defer",
        "attendance:times",
        "attendance:send_scan",
        "certificates:verify_search",
        "certificates:batch_check",
        "certificates:card",
        "certificates:record_external",
        "certificates:verify_file",
        "points:appeal",
        *(WAGE_FORMS | SURVEYS),
        "assessment:help",
        "assessment:decline",
        "assessment:practise_on",
        "assessment:practise",
        "assessment:explained",
        "notices:ways",
        "notices:address",
        "notices:confirm",
    },
    "the purposes of consent": {"people:consents", "people:consent"},
    "one class, with the evenings it was planned with": {
        "courses:cohort",
        "attendance:hours",
        "attendance:code",
        "attendance:here",
        "attendance:room",
    },
    "the modules of an edition": {"assessment:practice"},
    "an edition as it was published": {
        "certificates:achievement",
        "courses:sign_off",
    },
    "the keys that the school ever had": {
        "certificates:badge_issuer",
        "certificates:badge_keys",
    },
    "one sheet, as it was printed": {"attendance:sheet"},
    "the evenings a class was planned with": {"attendance:papers"},
    "one question": {"assessment:review_question"},
    "one application": {"enrollment:detail", "enrollment:offer"},
    "one sitting, drawn as its edition says": {
        "assessment:oral_sitting",
        "assessment:oral_question",
        "assessment:oral_check",
        "assessment:give_time",
        "assessment:exam",
        "assessment:attempt",
        "assessment:question",
        "assessment:check",
        "assessment:sit",
    },
    "the steps of a course, once results are out": {"assessment:agreement"},
    "the stations of her courses": {"assessment:own_skills", "assessment:skills"},
    "one practical": {
        "assessment:day",
        "assessment:appeal",
        "assessment:hearing",
        "assessment:marking",
        "assessment:moderate",
        "assessment:proof",
        "assessment:result",
    },
    "one contest, as it was held": {"assessment:contest", "assessment:judge_sheet"},
    "the newest, as many as a page has": {"certificates:record", "notices:inbox"},
    "one certificate": {
        "certificates:badge",
        "certificates:share",
        "certificates:released",
        "certificates:shown",
        "certificates:verify",
        "certificates:verify_json",
    },
    "ways to other pages": {"portal:me"},
    "one redemption": {
        "points:cancel_redemption",
        "points:redemption",
        "points:redeem",
        "points:reward",
        "points:voucher",
    },
    "the same for ever": {
        "api:openapi-json",
        "ui:style_guide",
        "cms:robots",
        "cms:worker",
        "attendance:worker",
        "assessment:marking_manifest",
        "assessment:marking_worker",
        "assessment:worker",
        "portal:certificates_manifest",
        "portal:certificates_worker",
    },
    "the newest report, and a report": {"outcomes:public", "outcomes:frozen"},
    "figures, in one layout": {"outcomes:cohort"},
    "a file": A_FILE,
    "one card, with its newest changes": {"standing:mine"},
    "one order, one deduction": {
        *("points:case", "standing:retraining"),
        "feedback:note",
    },
    "one address, one table": {"portal:class_calendar", "wages:upload"},
}
LISTS = sorted(set(READ).difference(*STILL.values()))


@dataclass(frozen=True)
class Cost:
    queries: int
    # None for what is no page.
    kilobytes: float | None
    # In HTML or XML, and so what a row more adds to.
    tags: int
    size: int


Costs = dict[str, dict[str, Cost]]

# Those who have something of their own. What is open to everybody they read for all.
READERS = {
    "anonymous",
    "trainee",
    "instructor",
    "company_contact",
    "village_desk",
    "registrar",
    "superuser",
}


def readers_of(name: str) -> set[str]:
    may = TABLE[name].may
    return may & READERS if may > READERS else may


def walk(world: worlds.World) -> Costs:
    cache.clear()
    # What one visitor's page leaves in the cache for all.
    Client().get("/")
    found: Costs = {name: {} for name in READ}
    for role in ROLES:
        client = signed_in(world.people[role])
        for name in READ:
            if role in readers_of(name):
                url = reverse(name, args=TABLE[name].values(world))
                found[name][role] = open_page(client, url)
    return found


def open_page(client: Client, url: str) -> Cost:
    answer, queries = follow(client, url)
    assert answer.status_code == 200, url
    is_page = answer["Content-Type"].startswith("text/html")
    content = b"" if answer.streaming else answer.content
    return Cost(
        queries,
        kilobytes(answer.text) if is_page else None,
        content.count(b"<"),
        len(content),
    )


def check_an_address_costs_little_however_much_there_is(
    few: Costs, many: Costs
) -> None:
    for name in READ:
        assert many[name], name
        for role, cost in many[name].items():
            # A lesson's first opening is noted, and costs the more.
            assert cost.queries <= few[name][role].queries, (name, role)
            assert cost.queries <= MOST_QUERIES, (name, role)


def check_what_lists_had_more_to_list(few: Costs, many: Costs) -> None:
    for name in LISTS:
        assert any(
            cost.tags > few[name][role].tags for role, cost in many[name].items()
        ), name


def check_results_were_told_of_more_people(few: Costs, many: Costs) -> None:
    for name in STILL["figures, in one layout"]:
        for role, cost in many[name].items():
            assert cost.size != few[name][role].size, (name, role)


def check_a_first_view_is_light(_few: Costs, many: Costs) -> None:
    for name in sorted(set(READ) - NOT_HTML):
        for role, cost in many[name].items():
            assert cost.kilobytes is not None, (name, role)
            assert cost.kilobytes < MOST_KB, (name, role)


def test_what_pages_cost(world: worlds.World, subtests: pytest.Subtests) -> None:
    """One test, for walking through the school takes long: it is walked through once."""
    grow(world, turn=1)
    few = walk(world)
    for turn in (2, 3, 4):
        grow(world, turn=turn)
    many = walk(world)
    for check in (
        check_an_address_costs_little_however_much_there_is,
        check_what_lists_had_more_to_list,
        check_results_were_told_of_more_people,
        check_a_first_view_is_light,
    ):
        with subtests.test(check.__name__):
            check(few, many)


def test_what_lists_nothing_is_among_the_addresses() -> None:
    assert set().union(*STILL.values()) < set(READ)
