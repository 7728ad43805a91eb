from django.urls import path

from school.attendance import views

app_name = "attendance"
urlpatterns = [
    # rolls/
    path("rolls/<slug:code>/", views.roll, name="roll"),
    path("rolls/<slug:code>/mark/", views.mark, name="mark"),
    path(
        "rolls/<slug:code>/present/",
        views.mark_all,
        {"whither": "present"},
        name="mark_all_present",
    ),
    path(
        "rolls/<slug:code>/left/",
        views.mark_all,
        {"whither": "left"},
        name="mark_all_left",
    ),
    path("rolls/<slug:code>/<slug:enrollment_code>/", views.times, name="times"),
    # hours/
    path("hours/<slug:code>/", views.hours, name="hours"),
    # registers/
    path("registers/<slug:code>/", views.register, name="register"),
]
