"""`{% load page %}`: days, money and hours as people write them, icons, the shared parts of pages."""

from functools import cache
from pathlib import Path

from django import template
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BaseForm
from django.utils.safestring import SafeString, mark_safe

from laavu.shared import formats

register = template.Library()
register.filter("day", formats.day)
register.filter("clock", formats.clock)
register.filter("moment", formats.moment)
register.filter("month", formats.month)
register.filter("period", formats.period)
register.filter("hours", formats.hours)
register.filter("number", formats.number)
register.filter("euros", formats.euros)
register.filter("percent", formats.percent)

UNDO = "undo:"
# The first that is found names it: each calls itself all that stand after it too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon's drawing, in the colour of the text around it. A word always stands beside it."""
    return _drawing(name)


@cache
def _drawing(name: str) -> SafeString:
    path = f"vendor/bootstrap-icons/{name}.svg"
    found = finders.find(path)
    if found:
        text = Path(str(found)).read_text(encoding="utf-8")
    else:  # a host that has the collected files alone
        with staticfiles_storage.open(path) as file:
            text = file.read().decode()
    text = text.replace('class="bi', 'aria-hidden="true" focusable="false" class="icon bi', 1)
    return mark_safe(" ".join(text.split()))  # noqa: S308 - a file of ours


@register.filter
def undo_address(message: Message) -> str:
    """Where the message's own "Undo" button posts; empty when it has none."""
    tags = str(message.extra_tags or "")
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def browser(user_agent: str) -> str:
    """`Firefox, Windows` of what a browser says of itself; of a strange one the beginning of that."""
    names = (next((name for mark, name in known if mark in user_agent), "") for known in (BROWSERS, MACHINES))
    return ", ".join(filter(None, names)) or user_agent[:40]


@register.filter
def problems(form: BaseForm) -> list[tuple[str, str, str]]:
    """A bound form's faults as (id of the field's control or empty, the field's label, what is wrong)."""
    found = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else (bound.id_for_label or bound.auto_id)
        found += [(str(target), str(bound.label), str(error)) for error in bound.errors]
    return found
