from django.urls import path

from school.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:code>/", views.note, name="note"),
    path("<slug:code>/read/", views.read, name="read"),
    path("<slug:code>/practised/", views.practise, name="practise"),
]
