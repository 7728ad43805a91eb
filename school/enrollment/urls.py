from django.urls import path

from school.enrollment import changing, group, invited, inviting, shifts, views

app_name = "enrollment"
urlpatterns = [
    # /enrol/
    path("", views.mine, name="mine"),
    # /enrol/class/<code of a class>/
    path("class/<str:code>/", views.apply, name="apply"),
    # For somebody else, who confirms
    path("for/", inviting.asked, name="asked"),
    path("for/<str:code>/", inviting.ask, name="ask"),
    path("invited/<str:code>/", invited.invited, name="invited"),
    path("invited/<str:code>/decline/", invited.decline, name="decline_invitation"),
    path("invited/<str:code>/withdraw/", inviting.withdraw, name="withdraw_invitation"),
    # For the contacts of a company
    path("company/", group.classes, name="group_classes"),
    path("company/<str:code>/", group.group, name="group"),
    # When one works
    path("shifts/", shifts.mine, name="shifts"),
    path("shifts/<str:code>/drop/", shifts.drop, name="drop_shift"),
    # /enrol/<code of an enrolment>/
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/offer/", views.offer, name="offer"),
    path("<str:code>/reserved/", views.claim, name="claim"),
    path("<str:code>/accept/", views.accept, name="accept"),
    path("<str:code>/decline/", views.decline, name="decline"),
    path("<str:code>/later/", changing.defer, name="defer"),
    path("<str:code>/change/", changing.transfer, name="transfer"),
    path("<str:code>/withdraw/", views.withdraw, name="withdraw"),
]
