"""What Django stands on: apps, middleware, templates, database, queue, language."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from school.lib import database, env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG", True)
# Where a development run keeps the secrets that it made for itself.
keep_in = VAR / "secrets" if DEBUG else None
SECRET_KEY = env.secret("SECRET_KEY", keep_in=keep_in)
FIELD_KEYS = env.words("FIELD_KEYS") or [env.secret("FIELD_KEY", keep_in=keep_in)]
FINGERPRINT_KEY = env.secret("FINGERPRINT_KEY", keep_in=keep_in)
# Those behind the first only open what they sealed, until it is sealed anew.
env.check_length("FIELD_KEYS", FIELD_KEYS[0])
env.check_length("FINGERPRINT_KEY", FINGERPRINT_KEY)
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
    "school.backups",
    "school.privacy",
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
    "school.chores",
    "school.looks",
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
    "school.ui.middleware.refuse_trace",
    "school.ui.middleware.refuse_plain_calls",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "school.ui.middleware.ContentPolicy",
    "school.ui.middleware.permissions",
    "school.journal.middleware.request_id",
    "school.ui.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "school.ui.middleware.keep_out_of_caches",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "school.people.sign_in.ends.SessionEnds",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "school.people.second_factor.middleware.SecondFactorFirst",
    "school.looks.middleware.nothing_ahead",
    "school.people.working_as.middleware.working_as",
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

# What is counted and remembered for a while: the database serves one machine, Redis many.
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
    # On many machines too: what a killed worker had in its hands is handed out again, which
    # django-q's queue on Redis does not do.
    "orm": "default",
    "broker_class": "school.lib.queue.broker.Queue",
}

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
# What nobody expected, and what was refused, is written where the server's own words go:
# Django would mail it to administrators.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s%(who)s"}
    },
    "filters": {"who": {"()": "school.lib.log_lines.WhoAsked"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["who"],
        }
    },
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING"}},
}
