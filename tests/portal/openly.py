"""What the made-up school shows of who saw whose data."""

from django.urls import reverse

from school.people.models import Person, User
from school.portal.demonstration import logins
from school.privacy.models import EmergencyLook
from tests.cast import signed_in


def she_sees_who_saw_her_data_and_one_emergency_is_to_review() -> None:
    her = Person.objects.get(user__phone=logins.TRAINEES["running"][0])
    kinds = {one.kind for one in her.looks.all()}
    assert kinds == {"phone", "class_file", "list", "scan"}
    page = signed_in(her).get(reverse("privacy:looks")).text
    assert "应急查看" in page and "教务" in page
    auditor = User.objects.get(phone=logins.STAFF["auditor"].phone)
    assert EmergencyLook.objects.to_review(auditor).get().person == her
    assert EmergencyLook.objects.exclude(review=None).exists()


CHECKS = [she_sees_who_saw_her_data_and_one_emergency_is_to_review]
