from django.urls import path

from school.service import views

app_name = "service"
urlpatterns = [path("", views.mine, name="mine")]
