from django.urls import path

from cms import offline, views

app_name = "cms"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    # lesson/
    path("lesson/kept/", offline.kept, name="kept"),
    path("lesson/sync/", offline.sync, name="sync"),
    # Controls every page of the site, and answers for the lessons that are kept.
    path("lesson/worker.js", offline.worker, name="worker"),
    path("lesson/<slug:code>/", views.lesson, name="lesson"),
    path("lesson/<slug:code>/copy/", offline.copy, name="copy"),
    path("lesson/<slug:code>/read/", views.read, name="read"),
    path("lesson/<slug:code>/check/", views.check, name="check"),
    path("lesson/<slug:code>/done/", views.done, name="done"),
    # standard/
    path("standard/<slug:code>/", views.standard, name="standard"),
]
