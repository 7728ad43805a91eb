from django.urls import path

from school.portal import views

app_name = "portal"
urlpatterns = [
    # study/
    path("", views.today, name="today"),
    path("courses/", views.my_study, name="study"),
    path("certificates/", views.my_certificates, name="certificates"),
    path("me/", views.me, name="me"),
    path("classes/", views.my_classes, name="classes"),
]
