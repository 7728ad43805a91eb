"""Stands before allauth.urls, under the same prefix and names."""

from django.urls import path

from school.people.sign_in import again, views
from school.people.sign_in.sessions import SessionsView

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
    path(
        "reauthenticate/code/",
        again.CodeAgainView.as_view(),
        name="account_reauthenticate_by_code",
    ),
    path("phone/change/", views.PhoneChangeView.as_view(), name="account_change_phone"),
    path("password/set/", views.PasswordSetView.as_view(), name="account_set_password"),
    path("logout/", views.LogoutView.as_view(), name="account_logout"),
    path("phone/verify/", views.verify_phone, name="account_verify_phone"),
    # A forgotten password is replaced after signing in with a code, not by e-mail.
    path("password/reset/", views.to_login, name="account_reset_password"),
    path("", views.to_safety, name="account"),
    # Nobody signs in by e-mail here. allauth looks these names up.
    path("email/", views.closed, name="account_email"),
    path("confirm-email/", views.closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", views.closed, name="account_confirm_email"),
    path("password/reset/done/", views.closed, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        views.closed,
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/reset/key/<str:uidb36>-<str:key>/",
        views.closed,
        name="account_reset_password_from_key",
    ),
    path("sessions/", SessionsView.as_view(), name="usersessions_list"),
]
