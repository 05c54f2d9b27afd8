"""Settings: everything from the environment, and a safe default for each.

The list with explanations is docs/deployment.md. A bad value stops the start with one clear line.
"""

import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

TESTING = "pytest" in sys.modules
PRODUCTION = env.bool("LAAVU_PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
VAR_DIR = Path(env.str("LAAVU_VAR", str(BASE_DIR / "var")))


def key_from(variable: str, file_name: str) -> str:
    """A secret from the environment; outside production one is made on first start and kept in a file."""
    value: str = env.str(variable, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"{variable} must be set when LAAVU_PRODUCTION is on.")
    folder = VAR_DIR / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / file_name
    if not path.exists():
        made = path.with_suffix(f".{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(f"1:{secrets.token_hex(32)}", encoding="ascii")
        # Two that start at once: the first one's key stands, whole.
        with suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = key_from("SECRET_KEY", "secret_key")
# Keys of identity codes and stored imports: "id:64 hex digits", the first encrypts, all decrypt.
IDENTITY_KEYS = key_from("IDENTITY_KEYS", "identity_keys").split(",")
# Key of the blind index over identity codes. Changing it needs a new index of every row.
IDENTITY_INDEX_KEY = key_from("IDENTITY_INDEX_KEY", "identity_index_key")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "laavu",
    "laavu.accounts",
    "laavu.shared",
    "laavu.demo",
    "villages",
    "workers",
    "placements",
    "evaluation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "laavu.accounts.middleware.plain_text",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "laavu.accounts.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "laavu.accounts.middleware.acting_user",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "laavu.accounts.middleware.second_factor",
]

ROOT_URLCONF = "laavu.urls"
WSGI_APPLICATION = "laavu.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laavu.accounts.context.navigation",
            ],
        },
    },
]

# The application's address, and the owner's for migrations. With one address alone the application
# takes the role LAAVU_APP_ROLE on it, which owns nothing.
LAAVU_APP_ROLE = env.str("LAAVU_APP_ROLE", "laavu_app")
DATABASE_URL = env.str("DATABASE_URL", "postgres://laavu_app@localhost/laavu")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "")


def database(url: str, **options: str) -> dict[str, Any]:
    """Django's database settings of an address."""
    settings: dict[str, Any] = env.db_url_config(url)
    settings["ENGINE"] = "django.db.backends.postgresql"
    settings["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    settings["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DISABLE_SERVER_SIDE_CURSORS", True)
    settings.setdefault("OPTIONS", {}).update(options)
    return settings


_app_options = {} if DATABASE_OWNER_URL else {"assume_role": LAAVU_APP_ROLE}
DATABASES = {
    "default": database(DATABASE_URL, **_app_options) | {"ATOMIC_REQUESTS": True},
    # Progress of background work is written while the work's own transaction is still open.
    "progress": database(DATABASE_URL, **_app_options),
    "owner": database(DATABASE_OWNER_URL or DATABASE_URL),
}
PROGRESS_DATABASE = "progress"
DATABASE_ROUTERS = ["laavu.accounts.routers.MigrateAsOwner"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "laavu_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:  # made-up passwords need no slow guard
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "laavu.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # users are made by administrators, who know the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # computers are shared: closing the browser signs out
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Laavu: "
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "10/m/ip,3/5m/key",
    "reset_password": "10/m/ip,3/15m/key",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "laavu.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Laavu"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # passkeys work on http://localhost too
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", 8 * 3600)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "laavu" / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "static_root")))
_PACKAGES = BASE_DIR / "node_modules"
STATICFILES_DIRS: list[Any] = [
    BASE_DIR / "laavu" / "static",
    *(
        (f"vendor/{name}", _PACKAGES / path)
        for name, path in (
            ("bootstrap", "bootstrap/dist"),
            ("bootstrap-icons", "bootstrap-icons/icons"),
            ("htmx", "htmx.org/dist"),
            ("atkinson", "@fontsource/atkinson-hyperlegible-next"),
        )
        if (_PACKAGES / path).is_dir()
    ),
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG or TESTING  # else each test client would read every static file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# Behind the city's proxy everything is https; the demo on one's own machine is not.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds: a silent mail server holds up nothing but mail
# What links in mail begin with.
SITE_ADDRESS = env.str("SITE_ADDRESS", "http://localhost:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Laavu <laavu@localhost>")

# Where people tell of a barrier: stands on the page on accessibility.
ACCESSIBILITY_FEEDBACK = env.str("ACCESSIBILITY_FEEDBACK", "")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
