"""All settings. Every value that differs between machines comes from the environment (see docs/dev/settings.md)."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

from participatiemonitor.config import env

SOURCE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("PM_DATA", str(Path.cwd() / "var"))).resolve()

DATA.mkdir(parents=True, exist_ok=True)
DEBUG = env.flag("PM_DEBUG", default=False)
DEMO = env.flag("PM_DEMO", default=False)
TESTING = env.flag("PM_TESTING", default=False)
SECRET_KEY = env.text("PM_SECRET_KEY", "")
if not SECRET_KEY:
    if not (DEMO or DEBUG or TESTING):
        raise env.SettingError("PM_SECRET_KEY is leeg. Zet hier een lange, geheime tekst in.")
    SECRET_KEY = "alleen-voor-het-voorbeeld-" + "x" * 40
# Earlier keys: ballots that still wait in the urn were sealed with one of them.
SECRET_KEY_FALLBACKS = env.text("PM_SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = env.text("PM_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SITE_URL = env.text("PM_SITE_URL", "").rstrip("/")
HTTPS = env.flag("PM_HTTPS", default=not (DEMO or DEBUG or TESTING))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "participatiemonitor.foundation.tenancy",
    "participatiemonitor.foundation.people",
    "participatiemonitor.foundation.audit",
    "participatiemonitor.register",
    "participatiemonitor.questions",
    "participatiemonitor.fieldwork",
    "participatiemonitor.analysis",
    "participatiemonitor.publication",
    "participatiemonitor.clock",
    "participatiemonitor.web.components",
    "participatiemonitor.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "participatiemonitor.web.access.AnonymousPathsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "participatiemonitor.config.urls"
WSGI_APPLICATION = "participatiemonitor.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A template's name is its path from the source root; allauth's own names stand below web/accounts.
        "DIRS": [SOURCE, SOURCE / "web" / "accounts"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "participatiemonitor.web.context.house",
            ],
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """Connection settings from `postgresql://user:password@host:port/name` or `sqlite:///path`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "CONN_MAX_AGE": None,
        }
    raise env.SettingError(f"PM_DATABASE begint met ‘{parts.scheme}’. Gebruik sqlite:// of postgresql://.")


DATABASES = {"default": database(env.text("PM_DATABASE", f"sqlite:///{DATA / 'participatiemonitor.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [SOURCE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "desk_home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "participatiemonitor.web.accounts.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MAILERS = {"default": {"BACKEND": env.text("PM_MAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")}}
DEFAULT_FROM_EMAIL = env.text("PM_MAIL_FROM", "niet-beantwoorden@participatiemonitor.invalid")

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("PM_BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "participatiemonitor.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Nothing that leads to a person: no address, no query, no path with a token.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("PM_LOG_LEVEL", "WARNING")},
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security": {"level": "CRITICAL"}},
}

# Largest file the import accepts, in bytes.
IMPORT_MAX_BYTES = env.number("PM_IMPORT_MAX_BYTES", 50_000_000)
