from django.utils.translation import gettext_lazy as _

from school.lib.personal import LEDGER, PROOF, After, Gone, Hers, Kept, NotHers, Told
from school.lib.story import Chapter, Subject

WAGTAIL: Told = NotHers("what a colleague edits on the site, and how Wagtail keeps it")
HELD: dict[str, Told] = {
    "people.Person": Hers("pk", without=("id_number_hash",), files=("photo",)),
    "people.User": Hers("person", without=("password",)),
    "people.Consent": Hers("person"),
    "people.HealthCheck": Hers("person"),
    "people.CompanyContact": Hers("user__person"),
    "people.LogIn": Hers("user__person"),
    # Of the libraries that keep accounts and pages for us.
    "account.EmailAddress": Hers("user__person"),
    "account.EmailConfirmation": NotHers("a key, good for a few days"),
    "mfa.Authenticator": Hers(
        "user__person", without=("data",), title=_("second factors of the account")
    ),
    "usersessions.UserSession": Hers(
        "user__person", without=("session_key", "data"), title=_("devices signed in")
    ),
    "wagtailusers.UserProfile": Hers("user__person"),
    "wagtailadmin": WAGTAIL,
    "wagtailcore": WAGTAIL,
    "wagtaildocs": WAGTAIL,
    "wagtailimages": WAGTAIL,
    "wagtailmedia": WAGTAIL,
}
AFTER: dict[str, After] = {
    # Both are written over by the verb itself: the rows are what others hang on.
    "people.Person": Kept(LEDGER),
    "people.User": Kept(LEDGER),
    "people.Consent": Kept(PROOF),
    "people.HealthCheck": Gone(),
    "people.CompanyContact": Gone(),
    "people.LogIn": Gone(),
    "account.EmailAddress": Gone(),
    "mfa.Authenticator": Gone(),
    "usersessions.UserSession": Gone(),
    "wagtailusers.UserProfile": Gone(),
}
STORY = {
    "people": Chapter(
        Subject.ACCOUNT,
        "people.view_person",
        things={
            "people.Person": "people.view_person",
            "people.User": "people.view_user",
        },
        verbs={"people.record_health_check": "people.view_healthcheck"},
    )
}
