"""Stands before allauth.urls, under the same prefix and names."""

from django.urls import path

from school.people.sign_in import views

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="account_login"),
    path(
        "login/password/",
        views.PasswordLoginView.as_view(),
        name="account_password_login",
    ),
    path("signup/", views.SignupView.as_view(), name="account_signup"),
    path("login/code/", views.to_login, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("phone/verify/", views.verify_phone, name="account_verify_phone"),
    # A forgotten password is replaced after signing in with a code, not by e-mail.
    path("password/reset/", views.to_login, name="account_reset_password"),
]
