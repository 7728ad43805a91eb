"""Stands before allauth.urls, under the same prefix and names."""

from django.urls import path

from school.people.second_factor import views

urlpatterns = [
    path("", views.SafetyView.as_view(), name="mfa_index"),
    path("totp/activate/", views.AddAppView.as_view(), name="mfa_activate_totp"),
    path("webauthn/", views.passkeys, name="mfa_list_webauthn"),
    path("webauthn/add/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "webauthn/reauthenticate/",
        views.PasskeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/edit/",
        views.RenamePasskeyView.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/remove/",
        views.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
]
