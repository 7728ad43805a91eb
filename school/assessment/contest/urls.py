from django.urls import path

from school.assessment.contest import views

urlpatterns = [
    # contests/
    path("contests/", views.contests, name="contests"),
    path("contests/mine/", views.my_contests, name="my_contests"),
    path("contests/mine/<slug:code>/name/", views.show_name, name="show_name"),
    path("contests/<slug:code>/results/", views.contest, name="contest"),
    # contests/judging/
    path("contests/judging/", views.judging, name="judging"),
    path("contests/judging/<slug:code>/", views.judge_sheet, name="judge_sheet"),
    path(
        "contests/judging/<slug:code>/submit/",
        views.submit_judging,
        name="submit_judging",
    ),
]
