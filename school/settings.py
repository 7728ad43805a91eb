"""Settings, in the order of Django's documentation; every variable is read from the environment."""

from email.utils import parseaddr
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from school.lib import database, env, messages
from school.lib.pades import tokens

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

# Core
DEBUG = env.flag("DEBUG", True)
_keep_in = VAR / "secrets" if DEBUG else None
SECRET_KEY = env.secret("SECRET_KEY", keep_in=_keep_in)
FIELD_KEYS = env.words("FIELD_KEYS") or [env.secret("FIELD_KEY", keep_in=_keep_in)]
FINGERPRINT_KEY = env.secret("FINGERPRINT_KEY", keep_in=_keep_in)
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver" if DEBUG else ""
)
CSRF_TRUSTED_ORIGINS = [] if DEBUG else [SITE_URL]
# Synthetic ID numbers (region 999999) are accepted only while this is on.
DEMONSTRATION = env.flag("DEMONSTRATION", DEBUG)

INSTALLED_APPS = [
    "cms",
    "school.portal",
    "school.outcomes",
    "school.feedback",
    "school.standing",
    "school.service",
    "school.points",
    "school.wages",
    "school.certificates",
    "school.assessment",
    "school.learning",
    "school.attendance",
    "school.enrollment",
    "school.courses",
    "school.notices",
    "school.people",
    "school.journal",
    "school.ui",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "school.people.apps.DeskAccountsConfig",
    "wagtail.snippets",
    "wagtailmedia",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_q",
    "django_linear_migrations",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "school.journal.middleware.request_id",
    "school.ui.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "school.ui.middleware.OwnNotFound",
    "school.ui.middleware.refuse_huge_numbers",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "school.urls"
WSGI_APPLICATION = "school.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "school.ui.context_processors.ui",
            ],
        },
    },
]
FORM_RENDERER = "school.ui.renderer.Renderer"
DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")
DATABASES = {"default": database.from_url(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache and queue: the database serves one machine, Redis serves many.
REDIS_URL = env.text("REDIS_URL")
CACHES = {"default": database.cache(REDIS_URL)}
Q_CLUSTER = {
    "name": "night-school",
    "workers": env.number("WORKERS", 2, least=1),
    "timeout": 600,
    # Longer than the timeout, so that a task still running is not handed out again.
    "retry": 700,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "poll": 1,
    "save_limit": 2000,
    "label": "Queue",
    **({"redis": REDIS_URL} if REDIS_URL else {"orm": "default"}),
}

# Accounts
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
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
    "signup": "school.people.sign_in.forms.PhoneSignupForm",
    "confirm_login_code": "school.people.sign_in.forms.LoginCodeForm",
    "verify_phone": "school.people.sign_in.forms.PhoneCodeForm",
    "change_password": "school.people.sign_in.forms.PasswordChangeForm",
    "set_password": "school.people.sign_in.forms.PasswordSetForm",
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
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    # Editors' pictures: public, served under MEDIA_URL.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Photos, certificates and evidence: no URL; views serve them after asking who is there.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# Messages
SMS_BACKEND = env.text("SMS_BACKEND", "school.lib.sms.ConsoleBackend")
ALIYUN_SMS = messages.aliyun()
# smtp://user:password@host:587 (STARTTLS), smtps://…:465 (TLS), smtp+plain://… (neither).
EMAIL_SERVER = messages.mail_server(env.text("EMAIL_URL"))
EMAIL_BACKEND = f"django.core.mail.backends.{EMAIL_SERVER.backend}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = EMAIL_SERVER.host, EMAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_SERVER.user, EMAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SERVER.starttls, EMAIL_SERVER.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "school@example.org")
# Without a key no browser is asked whether it wants messages.
VAPID_KEY = (
    env.secret("VAPID_KEY", keep_in=_keep_in) if DEBUG else env.text("VAPID_KEY")
)
VAPID_CONTACT = f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}"
# The services that browsers name as theirs; a leading dot stands for any host under it.
PUSH_SERVICES = env.words(
    "PUSH_SERVICES",
    "fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,.push.apple.com",
)
# Messages that can wait do not leave in these hours.
QUIET_HOURS = env.hours("QUIET_HOURS", "21:30-07:30")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security
SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows an editor its preview in a frame.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", not DEBUG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not DEBUG else None
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG

# Wagtail
WAGTAIL_SITE_NAME = "赋能夜校"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Sheets to print and to fill in; nothing that a browser would run as a page of ours.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "txt"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Recording",
    "MEDIA_FORM_BASE": "cms.recordings.forms.RecordingForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["m4a", "mp3", "ogg"],
}

# Hours that an offered place is held before it goes to the next in line.
OFFER_HOURS = env.number("OFFER_HOURS", 24, least=1)
# Hours in which somebody may confirm an application that another began for her.
INVITATION_HOURS = env.number("INVITATION_HOURS", 72, least=1)
# Hours before the first evening until which a place is given back or changed in time.
WITHDRAW_HOURS = env.number("WITHDRAW_HOURS", 48, least=0)
# Hours before the first evening from which nobody is offered a place by itself any more.
FREEZE_HOURS = env.number("FREEZE_HOURS", 2, least=0)
# Minutes that a household may look at a training record after its holder released it.
RECORD_MINUTES = env.number("RECORD_MINUTES", 10, least=1)
ORDER_PLATFORM_TOKEN = env.text("ORDER_PLATFORM_TOKEN")
ORDER_PLATFORM_SECRET = env.text("ORDER_PLATFORM_SECRET")
# Days after which the picture of another body's certificate that was refused is deleted.
REFUSED_PICTURE_DAYS = env.number("REFUSED_PICTURE_DAYS", 30, least=1)
# The key that signs (in development one made for itself), and the public former ones.
JOURNAL_ANCHORS = Path(env.text("JOURNAL_ANCHORS", str(VAR / "anchors")))
SIGNING_DIR = Path(env.text("SIGNING_DIR", str(VAR / "signing")))
SIGNING_DEVELOPMENT_KEY = DEBUG
SIGNING_TOKEN, CREDENTIALS_TOKEN = tokens.named()
TIMESTAMP_URL = env.text("TIMESTAMP_URL", "")
TIMESTAMP_CHAIN = env.text("TIMESTAMP_CHAIN", "")
POINTS_PUBLICATION_DAYS = env.number("POINTS_PUBLICATION_DAYS", 7, least=1)
SIGNATURE_VISIBLE = env.flag("SIGNATURE_VISIBLE", False)
SCHOOL_COUNTY_CODE = env.text("SCHOOL_COUNTY_CODE", "361027")
CERTIFICATES_BY_TWO = env.flag("CERTIFICATES_BY_TWO", False)
SCHOOL_SIGNATORY = env.text("SCHOOL_SIGNATORY", "")
SCHOOL_NAME = {"zh": "赋能夜校", "en": "Empowerment Night School"}
ASSOCIATION_NAME = {
    "zh": "县网约家政服务协会",
    "en": "County Association of Online-Booked Home Services",
}
