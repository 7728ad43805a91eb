from django.urls import path

from school.standing import views

app_name = "standing"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("green/", views.board, name="board"),
    path("listings/<slug:code>/copy/", views.listing_copy, name="listing_copy"),
    path("retraining/<slug:code>/", views.retraining, name="retraining"),
    path("retraining/<slug:code>/book/<slug:cohort>/", views.book, name="book"),
]
