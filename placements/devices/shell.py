"""The page's shell on a device: which files it needs, the script that keeps them, and the app's card."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WORKER = "laavu/js/device/worker.js"
STORE = "laavu/js/device/store.js"
FONTS = "vendor/atkinson/files/atkinson-hyperlegible-next-latin-{}-normal.woff2"
FILES = (
    "vendor/bootstrap/css/bootstrap.min.css",
    "laavu/css/tokens.css",
    "laavu/css/layout.css",
    "laavu/css/parts.css",
    "laavu/css/device.css",
    "laavu/css/print.css",
    "laavu/img/laavu.svg",
    STORE,
    "laavu/js/device/sending.js",
    "laavu/js/device/rows.js",
    "laavu/js/device/page.js",
    FONTS.format(400),
    FONTS.format(600),
)
ICONS = (("laavu/img/laavu-192.png", 192), ("laavu/img/laavu-512.png", 512))
SPRUCE, LINEN = "#1f4d3a", "#faf8f3"


def worker_script() -> str:
    """The service worker: its list of files stands before it, so that a new version is another script."""
    config = {
        "version": _version(),
        "page": reverse("device_hours"),
        "facts": reverse("device_facts"),
        "signOut": reverse("account_logout"),
        "signIn": reverse("account_login"),
        "store": static(STORE),
        "files": [static(name) for name in FILES],
    }
    return f"self.LAAVU = {json.dumps(config)};\n{_read(WORKER).decode()}"


def app_card() -> dict[str, Any]:
    """What a phone asks before it puts the page among its apps (web app manifest)."""
    return {
        "id": reverse("device_hours"),
        "name": _("Laavu: hours"),
        "short_name": "Laavu",
        "description": _("Hours that can be written without a network."),
        "lang": get_language(),
        "start_url": reverse("device_hours"),
        "scope": "/",
        "display": "standalone",
        "theme_color": SPRUCE,
        "background_color": LINEN,
        "icons": [
            {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size in ICONS
            for purpose in ("any", "maskable")
        ],
    }


def _version() -> str:
    return _digest() if settings.DEBUG else _kept_digest()


@lru_cache(maxsize=1)
def _kept_digest() -> str:
    return _digest()


def _digest() -> str:
    """Another one whenever a file of the shell is another."""
    whole = sha256()
    for name in (*FILES, WORKER):
        whole.update(static(name).encode() + _read(name))
    return whole.hexdigest()[:16]


def _read(name: str) -> bytes:
    found = finders.find(name)
    return Path(str(found) if found else staticfiles_storage.path(name)).read_bytes()
