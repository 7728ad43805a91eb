from django.urls import path

from school.assessment.contest.desk import contestants, contests

ONE = "contest-desk/contests/<slug:code>"
urlpatterns = [
    # contest-desk/contests/
    path("contest-desk/contests/new/", contests.new, name="new"),
    path(f"{ONE}/", contests.contest, name="contest"),
    path(f"{ONE}/rounds/", contests.add_round, name="add_round"),
    path(f"{ONE}/judges/", contests.appoint, name="appoint"),
    path(f"{ONE}/open/", contests.open_entries, name="open"),
    path(f"{ONE}/enter/", contests.enter, name="enter"),
    path(f"{ONE}/start/", contests.start, name="start"),
    path(f"{ONE}/hand-over/", contests.hand_over, name="hand_over"),
    path(f"{ONE}/close/", contests.close, name="close"),
    path(f"{ONE}/publish/", contests.publish, name="publish"),
    path(f"{ONE}/pdf/", contests.ranking_pdf, name="ranking_pdf"),
    # contest-desk/contestants/
    path(
        "contest-desk/contestants/<slug:code>/",
        contestants.contestant,
        name="contestant",
    ),
    path(
        "contest-desk/contestants/<slug:code>/withdraw/",
        contestants.withdraw,
        name="withdraw",
    ),
    path(
        "contest-desk/contestants/<slug:code>/name/",
        contestants.show_name,
        name="show_name",
    ),
    # contest-desk/sheets/
    path(
        "contest-desk/sheets/<slug:code>/correct/", contestants.correct, name="correct"
    ),
]
