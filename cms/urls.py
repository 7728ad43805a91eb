from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    # lesson/
    path("lesson/<slug:code>/", views.lesson, name="lesson"),
    path("lesson/<slug:code>/check/", views.check, name="check"),
    path("lesson/<slug:code>/done/", views.done, name="done"),
    # standard/
    path("standard/<slug:code>/", views.standard, name="standard"),
]
