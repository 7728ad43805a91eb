from django.urls import path

from school.people.views import company_workers, consents, profile

app_name = "people"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("identity/", profile.identity, name="identity"),
    path("photo/", profile.set_photo, name="set_photo"),
    path("photo/<str:code>/", profile.photo, name="photo"),
    path("company/", profile.company, name="company"),
    path("town/", profile.town, name="town"),
    # What one has agreed to
    path("consents/", consents.consents, name="consents"),
    path("consents/<str:purpose>/", consents.consent, name="consent"),
    path("consents/<str:purpose>/give/", consents.give_consent, name="give_consent"),
    path(
        "consents/<str:purpose>/withdraw/",
        consents.withdraw_consent,
        name="withdraw_consent",
    ),
    # For the contacts of a company
    path("workers/", company_workers.company_workers, name="company_workers"),
]
