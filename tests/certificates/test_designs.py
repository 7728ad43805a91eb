"""Templates of certificates: their versions, who is issued with which, and what none may say."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from school.certificates import actions
from school.certificates.designs import actions as designs
from school.certificates.documents import sheet_claims
from school.certificates.models import (
    Certificate,
    DesignChoice,
    DesignPicture,
    DesignVersion,
)
from school.journal.models import Entry
from school.lib import claims as forbidden
from school.lib import diploma
from school.lib.diploma import looks
from school.lib.diploma.looks import Look
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.courses import make_cohort
from tests.factories.designs import inked, standard, typed

pytestmark = pytest.mark.django_db


def issued(cohort, by) -> Certificate:
    return actions.issue(cohort, by=by).certificates.get()


def refused(verb, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        verb(*args, **kwargs)
    return refusal.value.code


def test_the_school_begins_with_the_sheet_it_had(registrar):
    assert standard().look() == Look()
    one = issued(make_assessed_cohort("王秀英"), registrar)
    frozen = one.claims["design"]
    assert (frozen["template"], frozen["version"]) == ("standard", 1)
    assert one.design_version == standard()


def test_a_certificate_from_before_templates_prints_as_ever(registrar):
    claims = sheet_claims(issued(make_assessed_cohort("王秀英"), registrar))
    before = {key: value for key, value in claims.items() if key != "design"}
    # Its colour came from the course, where the frozen one now says it.
    assert diploma.page(before) == diploma.page(claims)


def test_the_database_keeps_a_version_that_was_issued_with(registrar):
    issued(make_assessed_cohort("王秀英"), registrar)
    for change in (
        lambda: DesignVersion.objects.update(title_zh="别的"),
        lambda: DesignVersion.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert standard().title_zh == "培训合格证书"


def test_changing_a_used_version_makes_the_next(registrar, certificate_officer):
    old = issued(make_assessed_cohort("王秀英"), registrar)
    version = standard()
    version.title_zh = "结业证书"
    new = designs.revise(version, by=certificate_officer)
    assert (new.number, new.design) == (2, old.design_version.design)
    assert list(DesignVersion.objects.current()) == [new]
    # Nobody has been issued with the second: it is changed as it is.
    new.title_zh = "培训证书"
    assert designs.revise(new, by=certificate_officer).number == 2
    later = issued(make_assessed_cohort("李春花"), registrar)
    assert later.claims["design"]["title_zh"] == "培训证书"
    assert sheet_claims(old)["design"]["title_zh"] == "培训合格证书"
    verbs = Entry.objects.filter(verb="certificates.revise_design")
    assert [one.data["version"] for one in verbs.order_by("pk")] == [2, 2]


def test_what_was_not_changed_makes_no_version(registrar, certificate_officer):
    issued(make_assessed_cohort("王秀英"), registrar)
    assert designs.revise(standard(), by=certificate_officer).number == 1
    assert DesignVersion.objects.count() == 1


def test_an_older_version_is_not_changed(registrar, certificate_officer):
    issued(make_assessed_cohort("王秀英"), registrar)
    version = standard()
    version.title_zh = "结业证书"
    designs.revise(version, by=certificate_officer)
    first = DesignVersion.objects.get(number=1)
    first.title_zh = "又一种"
    assert refused(designs.revise, first, by=certificate_officer) == "newer_version"


def drawn(by, **changes) -> DesignVersion:
    said = {**typed(), "is_bilingual": True, **changes}
    return designs.draw(DesignVersion(**said), by=by)


def test_the_nearest_choice_counts(registrar, certificate_officer):
    cohort = make_assessed_cohort("王秀英")
    edition = cohort.edition
    mine, courses = (drawn(certificate_officer, name=name) for name in "版课")
    designs.choose(courses.design, course=edition.course, by=certificate_officer)
    assert designs.in_force(edition) == courses
    designs.choose(mine.design, edition=edition, by=certificate_officer)
    assert designs.in_force(edition) == mine
    designs.choose(None, edition=edition, by=certificate_officer)
    designs.choose(None, course=edition.course, by=certificate_officer)
    assert designs.in_force(edition) == standard()
    designs.choose(mine.design, by=certificate_officer)
    assert designs.in_force(edition) == mine
    assert DesignChoice.objects.count() == 1
    assert (
        refused(designs.choose, None, by=certificate_officer) == "school_needs_template"
    )


def test_only_who_may_changes_templates(registrar):
    for verb in (
        lambda: designs.draw(DesignVersion(), by=registrar),
        lambda: designs.revise(standard(), by=registrar),
        lambda: designs.choose(standard().design, by=registrar),
        lambda: designs.keep_picture(b"", kind=DesignPicture.Kind.SEAL, by=registrar),
    ):
        with pytest.raises(NotPermitted):
            verb()


def test_a_word_forbidden_since_stops_issuing(registrar, monkeypatch):
    cohort = make_assessed_cohort("王秀英")
    monkeypatch.setattr(forbidden, "PROMISES", ("特发此证",))
    with pytest.raises(Refusal) as refusal:
        actions.issue(cohort, by=registrar)
    assert refusal.value.code == "forbidden_words"
    assert "特发此证" in str(refusal.value)
    assert not Certificate.objects.exists()


def test_a_title_that_may_not_stand_on_it_stops_issuing_too(registrar):
    cohort = make_assessed_cohort("王秀英")
    course = cohort.edition.course
    type(course).objects.filter(pk=course.pk).update(title_zh="全国养老护理")
    cohort.edition.course.refresh_from_db()
    assert refused(actions.issue, cohort, by=registrar) == "forbidden_words"


def test_what_was_stopped_is_not_queued_with_forbidden_words(registrar, monkeypatch):
    cohort = make_assessed_cohort("王\U000323af")
    actions.print_batch(actions.issue(cohort, by=registrar))
    assert Certificate.objects.get().status == "stopped"
    monkeypatch.setattr(forbidden, "PROMISES", ("特发此证",))
    assert refused(actions.issue, cohort, by=registrar) == "forbidden_words"


def test_a_reissued_one_prints_the_number_it_replaces(registrar):
    old = issued(make_assessed_cohort("王秀英"), registrar)
    actions.keep_printed(old, pdf=b"%PDF-", at=old.batch.requested_at)
    new = actions.reissue(
        old, by=registrar, reason="遗失", kind=Certificate.Reissue.LOST
    )
    assert f"替代证书 No. {old.number}" in diploma.page(sheet_claims(new))
    assert "替代证书" not in diploma.page(sheet_claims(old))


# The desk


def add(by, **changes):
    return signed_in(by).post(reverse("designversion:add"), typed(**changes))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("wording_zh", looks.WORDING_ZH.replace("{hours}", "{hour}"), "{hour}"),
        ("wording_zh", looks.WORDING_ZH.replace("{started_on}", ""), "{started_on}"),
        ("wording_zh", looks.WORDING_ZH + "\n全国通用。", "全国"),
        ("wording_zh", looks.WORDING_ZH + "\n" + "并能照护老人。" * 60, "放不下"),
        ("wording_en", "Passed.", "{hours}"),
        ("title_zh", "职业资格证书", "职业资格"),
        ("title_zh", "证书\U000323af", "无法打印"),
        ("seal_words", "国家专用章", "国家"),
        ("seal_words", "", "用途"),
        ("colour", "#ffee88", "太浅"),
        ("colour", "rot", "#1f4e79"),
    ],
)
def test_the_desk_says_what_is_wrong_beside_it(certificate_officer, field, value, says):
    answer = add(certificate_officer, **{field: value})
    assert says in str(answer.context["form"].errors[field])
    assert DesignVersion.objects.count() == 1


def test_a_template_is_made_and_changed_at_the_desk(certificate_officer):
    answer = add(certificate_officer, colour="#7A4F00")
    made = DesignVersion.objects.get(name="竖版证书")
    assert answer.url == reverse("designversion:edit", args=[made.pk])
    assert (made.number, made.colour, made.made_by) == (
        1,
        "#7a4f00",
        certificate_officer,
    )
    changed = typed(layout="card", wording_zh=looks.CARD_WORDING_ZH)
    signed_in(certificate_officer).post(answer.url, changed)
    made.refresh_from_db()
    assert made.layout == "card"


def test_of_a_picture_only_the_ink_is_kept(certificate_officer, registrar):
    answer = add(certificate_officer, seal_file=inked(), signature_file=inked("#223"))
    made = DesignVersion.objects.get(name="竖版证书")
    assert made.seal.file.read().startswith(b"\x89PNG")
    address = reverse("certificates_desk:design_picture_file", args=[made.seal.sha256])
    assert signed_in(registrar).get(address)["Content-Type"] == "image/png"
    with pytest.raises(IntegrityError), transaction.atomic():
        DesignPicture.objects.update(sha256="")
    signed_in(certificate_officer).post(answer.url, typed(drops_seal="on"))
    made.refresh_from_db()
    assert made.seal is None
    assert made.signature.kind == "signature"


def test_a_file_that_is_no_picture_is_refused(certificate_officer):
    file = SimpleUploadedFile("seal.png", b"<svg/>", "image/png")
    assert (
        "seal_file" in add(certificate_officer, seal_file=file).context["form"].errors
    )
    empty = inked("#e6e4df")
    assert (
        "seal_file" in add(certificate_officer, seal_file=empty).context["form"].errors
    )


def test_a_picture_that_is_gone_stops_the_certificate(registrar, certificate_officer):
    add(certificate_officer, seal_file=inked())
    made = DesignVersion.objects.get(name="竖版证书")
    designs.choose(made.design, by=certificate_officer)
    batch = actions.issue(make_assessed_cohort("王秀英"), by=registrar)
    made.seal.file.storage.delete(made.seal.file.name)
    actions.print_batch(batch)
    assert batch.certificates.get().stopped_because["code"] == "picture_gone"
    desk = signed_in(certificate_officer)
    shown = desk.get(reverse("certificates_desk:design_pdf", args=[made.pk]))
    assert "备份" in shown.content.decode()
    address = "certificates_desk:design_picture_file"
    assert desk.get(reverse(address, args=[made.seal.sha256])).status_code == 404


def test_what_a_template_is_called_stops_no_certificate(registrar, certificate_officer):
    version = standard()
    version.name = "🎓 证书"
    designs.revise(version, by=certificate_officer)
    claims = sheet_claims(issued(make_assessed_cohort("王秀英"), registrar))
    assert claims["design"]["name"] == "🎓 证书"
    assert diploma.unprintable(claims) == []
    claims["design"]["title_zh"] = "🎓"
    assert diploma.unprintable(claims) == ["🎓"]


def test_the_preview_shows_what_is_typed_and_keeps_nothing(certificate_officer):
    address = reverse("certificates_desk:try_design")
    answer = signed_in(certificate_officer).post(
        address, typed(title_zh="结业纪念", seal_file=inked())
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert DesignVersion.objects.count() == 1
    assert not DesignPicture.objects.exists()
    wrong = signed_in(certificate_officer).post(address, typed(title_zh="国家证书"))
    assert "国家" in wrong.content.decode()


def test_the_desk_chooses_which_template_where(certificate_officer):
    made = drawn(certificate_officer)
    edition = make_cohort().edition
    address = reverse("certificates_desk:choose_design")
    desk = signed_in(certificate_officer)
    name = f"edition-{edition.pk}"
    desk.post(address, {"school": "standard", name: made.design.code})
    assert designs.in_force(edition) == made
    assert f'value="{made.design.code}" selected' in desk.get(address).content.decode()
    desk.post(address, {"school": "standard"})
    assert designs.in_force(edition) == standard()
