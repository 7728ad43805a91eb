"""Signing people up: account, name, number, consents, a drawn portrait."""

import io
from dataclasses import dataclass
from datetime import datetime
from random import Random

from school.lib.silhouettes import silhouette
from school.people.actions import (
    choose_company,
    give_consent,
    record_identity,
    record_phone,
    record_sign_up,
    set_photo,
    set_town,
)
from school.people.models import Company, Consent, ConsentText, Person, User
from school.portal.demonstration.clock import at
from school.portal.demonstration.identities import Identity
from school.portal.demonstration.staff import TOWNS, password_hash

Purpose = ConsentText.Purpose


@dataclass(frozen=True, slots=True)
class Trainee:
    person: Person
    user: User
    consent: Consent
    skill: float
    diligence: float


class Desk:
    """Where people sign up."""

    def __init__(self, companies: list[Company], chance: Random) -> None:
        self.companies = companies
        self.chance = chance
        current = ConsentText.objects.current()
        self.texts = {text.purpose: text for text in current}

    def sign_up(self, identity: Identity, *, moment: datetime) -> Trainee:
        """Somebody opens an account with her phone and puts her name on file."""
        with at(moment):
            user = record_sign_up(User(phone=identity.phone, password=password_hash()))
            record_phone(user, phone=user.phone, is_verified=True)
            person = record_identity(
                Person(user=user),
                name=identity.name,
                id_number=identity.id_number,
                by=user,
            )
            person = self._settle(person, user)
            consent = give_consent(person, text=self.texts[Purpose.ENROLMENT], by=user)
        return Trainee(person, user, consent, identity.skill, identity.diligence)

    def _settle(self, person: Person, user: User) -> Person:
        set_town(person, town=self.chance.choice(TOWNS), by=user)
        picture = silhouette(self.chance, is_female=person.sex == Person.Sex.FEMALE)
        set_photo(person, file=io.BytesIO(picture), by=user)
        if self.chance.random() < 0.7:
            company = self.chance.choice(self.companies)
            choose_company(person, company=company, by=user)
        person.refresh_from_db()
        if person.company_id and self.chance.random() < 0.6:
            give_consent(person, text=self.texts[Purpose.COMPANY], by=user)
            give_consent(person, text=self.texts[Purpose.SKILLS], by=user)
        if self.chance.random() < 0.93:
            give_consent(person, text=self.texts[Purpose.WAGES], by=user)
        return person
