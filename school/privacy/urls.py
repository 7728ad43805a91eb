from django.urls import path

from school.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("looks/", views.looks, name="looks"),
    path("kept/", views.kept, name="kept"),
    path("copies/ask/", views.ask, name="ask"),
    path("erasure/", views.erasure, name="erasure"),
    path("erasure/ask/", views.ask_erasure, name="ask_erasure"),
    path("erasure/withdraw/", views.withdraw_erasure, name="withdraw_erasure"),
    path("copies/<slug:code>/<str:key>/", views.file, name="file"),
]
