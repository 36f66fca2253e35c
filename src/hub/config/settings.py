"""Django settings: everything a deployment decides comes from the environment."""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from hub.config.environment import read_environment

env = read_environment(os.environ)
HUB_DIR = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = env.secret_key
ALLOWED_HOSTS = env.allowed_hosts
BASE_URL = WAGTAILADMIN_BASE_URL = env.base_url
REQUIRE_MFA = env.require_mfa
TRUSTED_PROXIES = env.trusted_proxies

INSTALLED_APPS = [
    "hub.search",
    "hub.updates",
    "hub.reach",
    "hub.contributions",
    "hub.suggestions",
    "hub.sharing",
    "hub.translation",
    "hub.checking",
    "hub.evaluation",
    "hub.funding",
    "hub.articles",
    "hub.studies",
    "hub.access",
    "hub.accounts",
    "hub.common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",  # In the place of wagtail.locales: it keeps the trees of all languages alike.
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django pads what it compresses by a random length, so sizes tell nothing of tokens (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.access.middleware.BrowserPolicyMiddleware",
    "hub.common.middleware.RememberedLanguageMiddleware",
    "hub.accounts.middleware.SecondFactorMiddleware",
    "hub.access.middleware.GateMiddleware",
]
GATE_ROUTES = "hub.config.routes.ROUTES"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_ADAPTER = "hub.accounts.adapter.HubAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # Administrators enter the addresses.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # A visitor must not have the hub write to strangers.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/5m/key"}
MFA_ADAPTER = "hub.accounts.adapter.HubMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGES = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Bytes leave through the hub's own views, never by a storage's address that outlives the check.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Uploads: no SVG, which can carry scripts; documents are looked into, see hub.access.document_forms.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.access.document_forms.HubDocumentForm"
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
PATIENT_FILE_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # One article with all its rows is one form.

# What fails is written to the server's own log; Django alone would only mail it to people named in settings.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # not every page that is not there
    },
}

ROOT_URLCONF = "hub.config.urls"
WSGI_APPLICATION = "hub.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # Widgets take our templates before Wagtail's.

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HUB_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

DATABASES = {"default": env.database}
CACHES = {"default": env.cache}
vars().update(env.email)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_sender
TRANSLATION_ENGINE = env.translation_engine
STRIPE_SECRET_KEY = env.stripe.secret_key
STRIPE_WEBHOOK_SECRET = env.stripe.webhook_secret
STRIPE_API_BASE = env.stripe.api_base
TASKS = {
    # Wagtail's own: its indexes are up to date when a page is saved, whether or not a worker runs.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": env.storage,
    "private": env.private_storage,  # Patient-level data: no address, served by nothing.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or Path(sys.prefix) / "var" / "static")
STATICFILES_DIRS = [HUB_DIR / "static"]
MEDIA_URL = "/media/"

# Pages in English have no prefix in their addresses.
LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en-gb", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("pt", "Português"),
]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # A translation goes live by its own rules.
LOCALE_PATHS = [HUB_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = ["hub.config.formats"]

WAGTAIL_SITE_NAME = "Evidence Hub"
WAGTAILIMAGES_IMAGE_MODEL = "common.HubImage"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["UTC"]
WAGTAILSEARCH_BACKENDS = {"default": env.search}

# Readers are served over https as soon as BASE_URL says so.
SECURE_SSL_REDIRECT = env.behind_tls
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # Load balancers ask for it without TLS.
SECURE_HSTS_SECONDS = 31_536_000 if env.behind_tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.behind_tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trusted_proxies else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.behind_tls
# The prefix binds a cookie to this very host and to https.
SESSION_COOKIE_NAME = f"{'__Host-' if env.behind_tls else ''}hub-session"
CSRF_COOKIE_NAME = f"{'__Host-' if env.behind_tls else ''}hub-csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [env.base_url]
SECURE_REFERRER_POLICY = "same-origin"
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its previews, which it shows in a frame of its own.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "upgrade-insecure-requests": env.behind_tls,
    }
}
