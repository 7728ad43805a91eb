"""The forms of the desk that Wagtail adds and changes rows with."""

from school.courses.models import Venue
from school.people.models import Company
from tests.access.rows import of
from tests.access.world import World
from tests.bad_input.form import Data, Form, day
from tests.factories.assessment import typed_question
from tests.factories.designs import typed
from tests.factories.people import make_id_number


def unused_question(world: World) -> int:
    used = world.attempt.papers.values("question")
    return world.edition.questions.exclude(pk__in=used).first().pk


def class_fields(world: World) -> Data:
    return {
        "edition": world.edition.pk,
        "name": "养老护理第9期",
        "seats": "20",
        "venue": Venue.objects.first().pk,
        "starts_on": day(30),
        "ends_on": day(60),
        "enrol_until": day(29),
        "fee_yuan": "6200.50",
        "fee_note_zh": "含教材",
        "fee_note_en": "With books",
    }


def person_fields(world: World) -> Data:
    return {
        "name": "赵桂英",
        "id_number": make_id_number(902),
        "phone": "13700009999",
        "company": Company.objects.get(name="别家").pk,
        "town": "秀谷镇",
        "reason": "身份证上如此",
    }


def account_fields(world: World) -> Data:
    return {
        "phone": "13800007777",
        "display_name": "新同事",
        "email": "neu@example.org",
        "is_active": "on",
        "groups": [],
    }


VENUE = {"name": "二号教室", "address": "秀谷大道2号", "kind": "fixed"}
PEOPLE, COURSES = "school.people.actions", "school.courses.actions"
VIEWSETS = [
    Form("cohort:add", "registrar", class_fields, f"{COURSES}.create"),
    Form(
        "cohort:edit",
        "registrar",
        lambda w: {k: v for k, v in class_fields(w).items() if k != "edition"},
        f"{COURSES}.change",
        values=of("open_cohort.pk"),
    ),
    *(
        Form(
            f"venue:{step}",
            "registrar",
            lambda w: {**VENUE, "capacity": "40"},
            values=values,
        )
        for step, values in (
            ("add", None),
            ("edit", lambda w: [Venue.objects.first().pk]),
        )
    ),
    Form(
        "instructor:add",
        "registrar",
        lambda w: {
            "user": w.people["assistant"].pk,
            "kind": "elder_care_expert",
            "headline_zh": "二十年护理",
            "headline_en": "Twenty years",
        },
    ),
    Form(
        "instructor:edit",
        "registrar",
        lambda w: {
            "user": w.people["other_instructor"].pk,
            "kind": "elder_care_expert",
            "headline_zh": "二十年护理",
            "headline_en": "Twenty years",
        },
        values=lambda w: [w.people["other_instructor"].instructor.pk],
    ),
    *(
        Form(
            f"designversion:{step}",
            "certificate_officer",
            lambda w: typed(),
            f"school.certificates.designs.actions.{verb}",
            values=values,
        )
        for step, verb, values in (
            ("add", "draw", None),
            ("edit", "revise", of("certificate.design_version.pk")),
        )
    ),
    *(
        Form(
            f"company:{step}",
            "registrar",
            lambda w: {"name": "安心到家", "town": "秀谷镇"},
            f"{PEOPLE}.record_company",
            values=values,
        )
        for step, values in (
            ("add", None),
            ("edit", lambda w: [Company.objects.get(name="别家").pk]),
        )
    ),
    Form(
        "companycontact:add",
        "registrar",
        lambda w: {
            "phone": w.people["stranger"].phone,
            "company": Company.objects.get(name="别家").pk,
        },
        f"{PEOPLE}.name_contact",
    ),
    Form(
        "consenttext:add",
        "registrar",
        lambda w: {
            "purpose": "wages",
            "text_zh": "我同意。",
            "text_en": "I agree.",
            "covers_bands": "on",
            "covers_waiting": "on",
        },
        f"{PEOPLE}.publish_consent_text",
    ),
    # The last of its verbs: what those before it wrote must go too.
    Form("person:add", "registrar", person_fields, f"{PEOPLE}.set_town"),
    Form(
        "person:edit",
        "registrar",
        person_fields,
        f"{PEOPLE}.set_town",
        values=of("person.pk"),
    ),
    *(
        Form(
            f"question:{step}",
            "editor",
            lambda w: typed_question(w.edition),
            "school.assessment.actions.write_question",
            values=values,
        )
        for step, values in (("add", None), ("edit", lambda w: [unused_question(w)]))
    ),
    Form(
        "wagtailusers_users:add",
        "registrar",
        account_fields,
        f"{PEOPLE}.record_account",
    ),
    Form(
        "wagtailusers_users:edit",
        "registrar",
        account_fields,
        f"{PEOPLE}.record_account",
        values=lambda w: [w.people["stranger"].pk],
    ),
]
