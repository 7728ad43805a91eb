from school.lib.personal import Hers, NotHers, Told

WAGTAIL: Told = NotHers("what a colleague edits on the site, and how Wagtail keeps it")
HELD: dict[str, Told] = {
    "people.Person": Hers("pk", without=("id_number_hash",), files=("photo",)),
    "people.User": Hers("person", without=("password",)),
    "people.Consent": Hers("person"),
    "people.HealthCheck": Hers("person"),
    "people.CompanyContact": Hers("user__person"),
    # Of the libraries that keep accounts and pages for us.
    "account.EmailAddress": Hers("user__person"),
    "account.EmailConfirmation": NotHers("a key, good for a few days"),
    "mfa.Authenticator": Hers("user__person", without=("data",)),
    "usersessions.UserSession": Hers("user__person", without=("session_key", "data")),
    "wagtailusers.UserProfile": Hers("user__person"),
    "wagtailadmin": WAGTAIL,
    "wagtailcore": WAGTAIL,
    "wagtaildocs": WAGTAIL,
    "wagtailimages": WAGTAIL,
    "wagtailmedia": WAGTAIL,
}
