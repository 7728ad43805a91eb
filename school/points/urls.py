from django.urls import path

from school.points import views

app_name = "points"
urlpatterns = [path("", views.account, name="account")]
