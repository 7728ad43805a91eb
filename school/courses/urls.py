from django.urls import path

from school.courses import views

app_name = "courses"
urlpatterns = [
    # /cohorts/editions/: before the codes of classes
    path("editions/", views.editions, name="editions"),
    path("editions/<str:course>/<str:version>/", views.sign_off, name="sign_off"),
    # /cohorts/
    path("", views.cohorts, name="cohorts"),
    path("<str:code>/", views.cohort, name="cohort"),
]
