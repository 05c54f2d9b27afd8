"""What a device sent, read strictly: nothing is guessed, and each write is refused by itself."""

import json
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.choices import HourKind
from placements.devices.sending import Answer, Write, refused
from placements.hour_forms import HoursField

MOST = 100  # writes in one message
KEY_LENGTH = 64


class WriteForm(forms.Form):
    """One write, as texts."""

    key = forms.UUIDField()
    placement = forms.UUIDField(error_messages={"invalid": gettext_lazy("This person is not among yours.")})
    day = forms.DateField(
        input_formats=["%Y-%m-%d"], error_messages={"invalid": gettext_lazy("This is not a day.")}
    )
    hours = HoursField(required=False)
    kind = forms.ChoiceField(choices=HourKind.choices)
    entry = forms.UUIDField(required=False)
    seen = forms.CharField(required=False, max_length=32)


@dataclass(frozen=True, slots=True)
class Message:
    """Whose writes they are, those that could be read, and answers to those that could not."""

    user: str
    keys: list[str]
    writes: list[Write] = field(default_factory=list)
    unread: list[Answer] = field(default_factory=list)


def read_message(body: bytes) -> Message:
    """The message in the body. ValidationError when it is no message of ours at all."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not a message of Laavu.")) from error
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValidationError(_("This is not a message of Laavu."))
    if len(entries) > MOST:
        raise ValidationError(_("Send at most %(most)s entries at a time.") % {"most": MOST})
    keys = [str(entry.get("key", ""))[:KEY_LENGTH].lower() for entry in entries]
    if len(set(keys)) < len(keys):
        raise ValidationError(_("The same entry stands twice in the message."))
    message = Message(str(data.get("user", "")), keys)
    for key, entry in zip(keys, entries, strict=True):
        _read(key, entry, message)
    return message


def _read(key: str, entry: dict[str, Any], message: Message) -> None:
    whole = entry.keys() == WriteForm.base_fields.keys()
    if not whole or not all(isinstance(value, str) for value in entry.values()):
        message.unread.append(refused(key, _("This is not a message of Laavu.")))
        return
    form = WriteForm(entry)
    if not form.is_valid():
        told = [text for texts in form.errors.values() for text in texts]
        message.unread.append(refused(key, " ".join(dict.fromkeys(map(str, told)))))
        return
    data = form.cleaned_data
    if str(data["key"]) != key:  # written in another way: it could not be answered by its key
        message.unread.append(refused(key, _("This is not a message of Laavu.")))
        return
    message.writes.append(Write(**data))
