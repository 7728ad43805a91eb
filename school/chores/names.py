"""The background tasks in words of the school: what each is, whose it is, what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib.queue.reading import Job

ISSUE = "certificates.issue_certificate"
ADMIT = "enrollment.admit_enrollment"
REVERSE = "points.reverse_entry"


@dataclass(frozen=True, slots=True)
class Chore:
    label: Any
    # Whoever has it may have the task done again; without one, administrators only.
    right: str = ""
    # The model whose row the argument is, and what its name is made of.
    about: str = ""
    related: tuple[str, ...] = ()


CHORES: dict[str, Chore] = {
    "cms.tasks.publish_scheduled": Chore(
        gettext_lazy("publish the pages whose time has come")
    ),
    "school.journal.tasks.seal_journal": Chore(gettext_lazy("seal the journal")),
    "school.journal.tasks.check_journal": Chore(
        gettext_lazy("check the seals of the journal")
    ),
    "school.notices.tasks.deliver": Chore(
        gettext_lazy("send a notice"),
        "notices.change_delivery",
        "notices.Delivery",
        ("notice__person",),
    ),
    "school.notices.tasks.retry_deliveries": Chore(
        gettext_lazy("send the notices that are due"), "notices.change_delivery"
    ),
    "school.notices.tasks.send_code": Chore(
        gettext_lazy("send the code that proves an e-mail address"),
        "notices.change_delivery",
        "notices.Mailbox",
    ),
    "school.enrollment.tasks.expire_offers": Chore(
        gettext_lazy("close offers that have run out"), ADMIT
    ),
    "school.enrollment.tasks.send_invitation": Chore(
        gettext_lazy("send an invitation to enrol"),
        ADMIT,
        "enrollment.Invitation",
        ("cohort",),
    ),
    "school.enrollment.tasks.look_after_invitations": Chore(
        gettext_lazy("look after invitations to enrol"), ADMIT
    ),
    "school.attendance.tasks.review_classes": Chore(
        gettext_lazy("look for missed evenings in all classes"), ADMIT
    ),
    "school.attendance.tasks.review_class": Chore(
        gettext_lazy("look for missed evenings in a class"), ADMIT, "courses.Cohort"
    ),
    "school.assessment.tasks.close_overdue_exams": Chore(
        gettext_lazy("hand in the papers whose time is up"), ADMIT
    ),
    "school.assessment.tasks.remark": Chore(
        gettext_lazy("mark papers again after a correction"),
        "assessment.confirm_correction",
        "assessment.Correction",
        ("question",),
    ),
    "school.assessment.tasks.resume_remarking": Chore(
        gettext_lazy("go on with marking again"), "assessment.confirm_correction"
    ),
    "school.assessment.tasks.forget_question_files": Chore(
        gettext_lazy("delete files of questions that nobody decided on"),
        "assessment.confirm_correction",
    ),
    "school.assessment.tasks.warn_of_licences": Chore(
        gettext_lazy("warn of examiners’ licences that end"), ADMIT
    ),
    "school.assessment.tasks.forget_proofs": Chore(
        gettext_lazy(
            "delete photos and recordings of exams that were kept long enough"
        ),
        ADMIT,
    ),
    "school.certificates.tasks.print_batch": Chore(
        gettext_lazy("print certificates"), ISSUE, "certificates.Batch", ("cohort",)
    ),
    "school.certificates.tasks.announce_batch": Chore(
        gettext_lazy("tell people of their certificates"),
        ISSUE,
        "certificates.Batch",
        ("cohort",),
    ),
    "school.certificates.tasks.resume_batches": Chore(
        gettext_lazy("go on with certificates that are not printed yet"), ISSUE
    ),
    "school.certificates.tasks.remind_of_ends": Chore(
        gettext_lazy("remind of certificates that end"), ISSUE
    ),
    "school.certificates.tasks.purge_evidence": Chore(
        gettext_lazy("delete pictures of refused certificates"), ISSUE
    ),
    "school.certificates.tasks.remind_of_reviews": Chore(
        gettext_lazy("remind of the annual review of home-service cards"), ISSUE
    ),
    "school.feedback.surveys.tasks.remind_of_surveys": Chore(
        gettext_lazy("remind of surveys"), ADMIT
    ),
    "school.people.tasks.forget_log_ins": Chore(
        gettext_lazy("delete notes of log-ins that were kept long enough")
    ),
    "school.points.tasks.turn_points": Chore(
        gettext_lazy("let points expire and warn of it"), REVERSE
    ),
    "school.points.sources.tasks.settle_person": Chore(
        gettext_lazy("book the points of a person"), REVERSE, "people.Person"
    ),
    "school.points.sources.tasks.settle_class": Chore(
        gettext_lazy("book the points of a class"), REVERSE, "courses.Cohort"
    ),
    "school.points.sources.tasks.settle_evenings": Chore(
        gettext_lazy("book the points of the last evenings"), REVERSE
    ),
    "school.points.sources.tasks.settle_everybody": Chore(
        gettext_lazy("book the points that nobody told of"), REVERSE
    ),
    "school.points.shop.tasks.look_after_shop": Chore(
        gettext_lazy("look after the points shop"), REVERSE
    ),
    "school.points.shop.tasks.settle_seats": Chore(
        gettext_lazy("settle training places bought with points"), REVERSE
    ),
    "school.points.cases.tasks.mind_deadlines": Chore(
        gettext_lazy("mind the deadlines of deductions"), REVERSE
    ),
    "school.points.cases.tasks.forget_proofs": Chore(
        gettext_lazy("delete evidence of deductions that was kept long enough"), REVERSE
    ),
    "school.points.deeds.tasks.forget_files": Chore(
        gettext_lazy("delete evidence of good deeds that was kept long enough"), REVERSE
    ),
    "school.points.schemes.tasks.enact_due": Chore(
        gettext_lazy("put points rules in force on their day"), REVERSE
    ),
    "school.points.schemes.announcing.tell_workers": Chore(
        gettext_lazy("tell everybody of new points rules"), REVERSE, "points.Scheme"
    ),
    "school.service.tasks.take_upload": Chore(
        gettext_lazy("take in a table of the order platform"),
        "service.import_events",
        "service.Upload",
    ),
    "school.service.tasks.mind_uploads": Chore(
        gettext_lazy("go on with tables of the order platform"), "service.import_events"
    ),
    "school.service.tasks.forget_texts": Chore(
        gettext_lazy("delete words of customers that were kept long enough"),
        "service.import_events",
    ),
    "school.standing.tasks.review_cards": Chore(
        gettext_lazy("review the cards of workers"), REVERSE
    ),
    "school.standing.tasks.close_retrainings": Chore(
        gettext_lazy("close orders to be trained again that are passed"), REVERSE
    ),
    "school.standing.tasks.forget_listing_files": Chore(
        gettext_lazy("delete copies of decisions that are over"), REVERSE
    ),
    "school.standing.tasks.make_board": Chore(
        gettext_lazy("make the monthly green list"), REVERSE
    ),
    "school.standing.tasks.carry_scores_over": Chore(
        gettext_lazy("carry scores over into the new year"), REVERSE
    ),
    "school.wages.tasks.tell_due_follow_ups": Chore(
        gettext_lazy("ask those whose follow-up is due"), "wages.answer_followup"
    ),
    "school.wages.tasks.remind_of_owed_pay": Chore(
        gettext_lazy("remind of pay that did not come"), "wages.mediate_owedpay"
    ),
    "school.wages.tasks.forget_payslip_files": Chore(
        gettext_lazy("delete payslips that were kept long enough"),
        "wages.add_wagerecord",
    ),
    "school.wages.uploads.tasks.take_upload": Chore(
        gettext_lazy("take in a company’s pay table"),
        "wages.add_wagerecord",
        "wages.WageUpload",
        ("company",),
    ),
    "school.wages.uploads.tasks.mind_uploads": Chore(
        gettext_lazy("go on with companies’ pay tables"), "wages.add_wagerecord"
    ),
    "school.outcomes.tasks.make_dossier": Chore(
        gettext_lazy("put a subsidy dossier together"),
        "outcomes.export_dossier",
        "outcomes.Dossier",
        ("cohort",),
    ),
    "school.outcomes.tasks.resume_dossiers": Chore(
        gettext_lazy("go on with subsidy dossiers"), "outcomes.export_dossier"
    ),
    "school.outcomes.tasks.purge_dossiers": Chore(
        gettext_lazy("delete dossiers that have served"), "outcomes.export_dossier"
    ),
    "school.outcomes.tasks.freeze_reports": Chore(
        gettext_lazy("publish the reports of the month and the year"),
        "outcomes.freeze_report",
    ),
    "school.outcomes.reports.tasks.print_report": Chore(
        gettext_lazy("print a report"), "outcomes.freeze_report", "outcomes.Report"
    ),
    "school.backups.tasks.back_up": Chore(gettext_lazy("back the school up")),
    "school.privacy.tasks.make_export": Chore(
        gettext_lazy("make a copy of somebody’s personal data"),
        "privacy.export_person",
        "privacy.PersonalExport",
        ("person",),
    ),
    "school.privacy.tasks.resume_exports": Chore(
        gettext_lazy("go on with copies of personal data"), "privacy.export_person"
    ),
    "school.looks.tasks.remove_looks": Chore(
        gettext_lazy("take out lines of who saw what, after three years"),
        "privacy.export_person",
    ),
    "school.privacy.tasks.remove_exports": Chore(
        gettext_lazy("delete copies of personal data whose time is over"),
        "privacy.export_person",
    ),
}


def label_of(task: str) -> str:
    chore = CHORES.get(task)
    return str(chore.label) if chore else task or _("a task that cannot be read")


def in_words(job: Job) -> str:
    """Without a name of anybody: goes into the journal."""
    return label_of(job.task)


def subjects(jobs: Iterable[Job]) -> dict[str, str]:
    """What each job is about, by its id; one query for each kind of thing."""
    wanted: dict[str, dict[str, Any]] = {}
    for job in jobs:
        chore = CHORES.get(job.task)
        if chore and chore.about and job.args:
            wanted.setdefault(job.task, {})[job.id] = job.args[0]
    found: dict[str, str] = {}
    for task, ids in wanted.items():
        chore = CHORES[task]
        rows = apps.get_model(chore.about)._default_manager.select_related(
            *chore.related
        )
        things = rows.in_bulk(set(ids.values()))
        found |= {job: str(things[pk]) for job, pk in ids.items() if pk in things}
    return found
