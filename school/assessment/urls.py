from django.urls import path

from school.assessment.contest import urls as contest_urls
from school.assessment.views import (
    agreement,
    appeals,
    assessors,
    days,
    exam,
    help,
    marking,
    moderating,
    oral,
    phone_marks,
    pictures,
    practice,
    proofs,
    results,
    reviews,
    sitting,
    skills,
)

app_name = "assessment"
REVIEW = "reviews/<str:course>/<str:version>/<str:code>"
urlpatterns = [
    # exam/
    path("exam/<slug:code>/", exam.exam, name="exam"),
    path("exam/<slug:code>/start/", exam.start, name="start"),
    path("exam/<slug:code>/help/", help.ask, name="help"),
    # attempts/
    path("attempts/worker.js", sitting.worker, name="worker"),
    path("attempts/<slug:code>/", exam.attempt, name="attempt"),
    path("attempts/<slug:code>/sit/", sitting.sit, name="sit"),
    path("attempts/<slug:code>/answers/", sitting.answers, name="answers"),
    path("attempts/<slug:code>/here/", sitting.continue_here, name="continue_here"),
    path("attempts/<slug:code>/<int:number>/", exam.question, name="question"),
    path("attempts/<slug:code>/check/", exam.check, name="check"),
    path("attempts/<slug:code>/submit/", exam.submit, name="submit"),
    # days/
    path("days/<slug:code>/", days.day, name="day"),
    # markings/
    path("markings/", marking.my_markings, name="my_markings"),
    path("markings/agreement/", agreement.agreement, name="agreement"),
    path(
        "markings/agreement/workbook/", agreement.agreement_xlsx, name="agreement_xlsx"
    ),
    path("markings/conflicts/", assessors.ties, name="ties"),
    path("markings/marks/", phone_marks.send_marks, name="send_marks"),
    path("markings/worker.js", phone_marks.worker, name="marking_worker"),
    path(
        "markings/manifest.webmanifest", phone_marks.manifest, name="marking_manifest"
    ),
    path("markings/<slug:code>/", marking.marking, name="marking"),
    path("markings/<slug:code>/decline/", assessors.decline, name="decline"),
    path("markings/<slug:code>/begin/", marking.begin, name="begin"),
    path("markings/<slug:code>/submit/", marking.submit, name="submit_marking"),
    path("markings/<slug:code>/proofs/", proofs.pin_proof, name="pin_proof"),
    # proofs/
    path("proofs/<slug:code>/", proofs.proof, name="proof"),
    path("proofs/<slug:code>/file/", proofs.proof_file, name="proof_file"),
    path("proofs/<slug:code>/thumb/", proofs.proof_thumb, name="proof_thumb"),
    path("proofs/<slug:code>/remove/", proofs.remove_proof, name="remove_proof"),
    path("markings/<slug:code>/decide/", moderating.moderate, name="moderate"),
    # oral/
    path("oral/", oral.candidates, name="oral"),
    path("oral/<slug:code>/begin/", oral.begin, name="oral_begin"),
    path("oral/sittings/<slug:code>/", oral.sitting, name="oral_sitting"),
    path(
        "oral/sittings/<slug:code>/<int:number>/", oral.question, name="oral_question"
    ),
    path("oral/sittings/<slug:code>/check/", oral.check, name="oral_check"),
    path("oral/sittings/<slug:code>/time/", oral.give_time, name="give_time"),
    # practice/
    path("practice/<slug:code>/", practice.home, name="practice"),
    path("practice/<slug:code>/<slug:part>/", practice.go_on, name="practise_on"),
    path(
        "practice/<slug:code>/<slug:part>/<str:question>/",
        practice.practise,
        name="practise",
    ),
    path(
        "practice/<slug:code>/<slug:part>/<str:question>/explained/",
        practice.explained,
        name="explained",
    ),
    # questions/
    path("questions/pictures/<slug:code>/", pictures.picture, name="picture"),
    # reviews/
    path("reviews/", reviews.reviews, name="reviews"),
    path(f"{REVIEW}/", reviews.review_question, name="review_question"),
    path(f"{REVIEW}/approve/", reviews.approve_question, name="approve_question"),
    path(f"{REVIEW}/send-back/", reviews.send_back_question, name="send_back_question"),
    # results/
    path("results/<slug:code>/", results.result, name="result"),
    # skills/
    path("skills/", skills.own_skills, name="own_skills"),
    path("skills/<slug:code>/", skills.skills, name="skills"),
    path("skills/<slug:code>/profile.pdf", skills.skills_pdf, name="skills_pdf"),
    path("results/<slug:code>/appeal/", appeals.appeal, name="appeal"),
    # appeals/
    path("appeals/<slug:code>/", appeals.hearing, name="hearing"),
    path("appeals/<slug:code>/withdraw/", appeals.withdraw, name="withdraw_appeal"),
    *contest_urls.urlpatterns,
]
