"""Who signs in, and how."""

from school.lib import env
from school.settings.core import DEBUG, DEMONSTRATION

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    # Only says no, and so has to be asked first.
    "school.people.working_as.backend.OneRole",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# The second is for passwords kept before: each becomes the first when it is next typed.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    # The 20,000 that are most common in what was stolen elsewhere; nobody is asked.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "school.people.passwords.validators.NothingKnownValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/study/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "school.people.adapter.PhoneAdapter"
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# How long a code works: the SMS and the page say it.
CODE_MINUTES = 10
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_FORMS = {
    "request_login_code": "school.people.sign_in.forms.AskForCodeForm",
    "signup": "school.people.sign_in.forms.PhoneSignupForm",
    "confirm_login_code": "school.people.sign_in.forms.LoginCodeForm",
    "verify_phone": "school.people.sign_in.forms.PhoneCodeForm",
    "change_password": "school.people.sign_in.forms.PasswordChangeForm",
    "set_password": "school.people.sign_in.forms.PasswordSetForm",
    "reauthenticate": "school.people.sign_in.forms.PasswordAgainForm",
    "change_phone": "school.people.sign_in.forms.PhoneChangeForm",
}
# A whole class signs up on its first evening from behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "signup": "60/m/ip",
    "request_login_code": "60/m/ip,300/h/ip,3/m/key",
    "verify_phone": "60/m/ip,300/h/ip,1/30s/key",
    "login_failed": "60/m/ip,5/5m/key",
}
# How many proxies stand before the site: the limits count the addresses behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
# Whoever works for the school signs in with a passkey or an app besides.
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", not (DEBUG or DEMONSTRATION))
MFA_ADAPTER = "school.people.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs in by e-mail here, so that none has to be proved.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A phone's clock may be half a minute out.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "school.people.second_factor.forms.ActivateAppForm",
    "add_webauthn": "school.people.second_factor.forms.AddPasskeyForm",
    "authenticate": "school.people.second_factor.forms.SecondCodeForm",
    "authenticate_webauthn": "school.people.second_factor.forms.PasskeyForm",
    "edit_webauthn": "school.people.second_factor.forms.RenamePasskeyForm",
    "login_webauthn": "school.people.second_factor.forms.PasskeyLoginForm",
    "reauthenticate": "school.people.second_factor.forms.SecondCodeAgainForm",
    "reauthenticate_webauthn": "school.people.second_factor.forms.PasskeyAgainForm",
}
# Within so many minutes of showing who one is nothing asks again.
STEP_UP_MINUTES = env.number("STEP_UP_MINUTES", 15, least=1)
ACCOUNT_REAUTHENTICATION_TIMEOUT = STEP_UP_MINUTES * 60
# Whoever works for the school: how long nothing may be done, and how long it lasts at most.
DESK_IDLE_MINUTES = env.number("DESK_IDLE_MINUTES", 120, least=5)
DESK_SESSION_HOURS = env.number("DESK_SESSION_HOURS", 12, least=1)
# Everybody else, on a phone of her own.
PHONE_IDLE_DAYS = env.number("PHONE_IDLE_DAYS", 14, least=1)
PHONE_SESSION_DAYS = env.number("PHONE_SESSION_DAYS", 30, least=1)
SESSION_COOKIE_AGE = PHONE_SESSION_DAYS * 24 * 60 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
