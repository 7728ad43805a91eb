from django.urls import path

from school.portal import timetable, views

app_name = "portal"
urlpatterns = [
    # study/
    path("", views.today, name="today"),
    path("courses/", views.my_study, name="study"),
    path("certificates/", views.my_certificates, name="certificates"),
    path(
        "certificates/manifest.webmanifest",
        views.certificates_manifest,
        name="certificates_manifest",
    ),
    path(
        "certificates/worker.js",
        views.certificates_worker,
        name="certificates_worker",
    ),
    path("me/", views.me, name="me"),
    path("classes/", views.my_classes, name="classes"),
    path("week/", timetable.week, name="week"),
    # study/calendar/
    path("calendar/", timetable.calendar, name="calendar"),
    path("calendar/open/", timetable.open_calendar, name="open_calendar"),
    path("calendar/revoke/", timetable.revoke_calendar, name="revoke_calendar"),
    path("calendar/<slug:token>.ics", timetable.feed, name="feed"),
    path(
        "calendar/classes/<slug:code>/",
        timetable.class_calendar,
        name="class_calendar",
    ),
    path(
        "calendar/classes/<slug:code>/open/",
        timetable.open_class_calendar,
        name="open_class_calendar",
    ),
    path(
        "calendar/classes/<slug:code>/revoke/",
        timetable.revoke_class_calendar,
        name="revoke_class_calendar",
    ),
]
