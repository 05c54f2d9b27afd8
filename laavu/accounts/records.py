"""Forms that change a record: nobody overwrites what another has just written, and what the database
refuses comes back as words beside the field."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from laavu.accounts.history import changes_after, last_event_id
from laavu.shared import formats
from laavu.shared.forms import own_field
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip

Row = TypeVar("Row", bound=models.Model)


class RecordForm(forms.ModelForm[Row]):
    """A form over one row with a history.

    Of a row that is there already it carries the number of the newest change that its writer saw;
    who saved in between is told to the later one, and what was typed stays. `beside` says beside
    which field a constraint's words belong.
    """

    beside: ClassVar[dict[str, str]] = {}

    class Meta:
        formfield_callback = own_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
            self.initial["version"] = last_event_id(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "version" in self.fields:
            self._refuse_unseen(cleaned.get("version") or 0)
        return cleaned

    def _refuse_unseen(self, seen: int) -> None:
        """Add an error if somebody has changed the row since the form was shown. Locks the row."""
        type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        newest = last_event_id(self.instance)
        if seen == newest:
            return
        for entry in reversed(changes_after(self.instance, seen)):
            told = "; ".join(
                f"{field}: {before or '–'} → {after or '–'}" for field, before, after in entry.changes
            )
            self.add_error(
                None,
                _("%(who)s changed this at %(clock)s: %(changes)s. Check, and save again.")
                % {"who": entry.who, "clock": formats.clock(entry.at), "changes": told},
            )
        if not self.non_field_errors():
            self.add_error(None, _("Somebody else saved this meanwhile. Check, and save again."))
        # The next press of the button is from somebody who has seen it.
        data = QueryDict(mutable=True)
        data.update(self.data)
        data.setlist(self.add_prefix("version"), [str(newest)])
        self.data = data

    def _post_clean(self) -> None:
        """As Django's, but constraints are left to the database, which alone knows of others' saves."""
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(
                exclude=self._get_validation_exclusions(),  # type: ignore[attr-defined]
                validate_unique=False,
                validate_constraints=False,
            )
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def store(self) -> Row:
        """Write the row: what `kept` calls. Forms that need an action call it here."""
        return self.save()

    def kept(self) -> Row | None:
        """The written row; None when the form or the database refuses, and then the errors say why."""
        if not self.is_valid():
            return None
        try:
            with transaction.atomic():
                return self.store()
        except IntegrityError as error:
            refuse(self, type(self.instance), error, self.beside)
            return None


def refuse(
    form: forms.BaseForm, model: type[models.Model], error: IntegrityError, beside: dict[str, str]
) -> None:
    """Put a broken constraint's own words into the form, beside the field that `beside` names for it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    field = beside.get(name)
    form.add_error(field if field in form.fields else NON_FIELD_ERRORS, words_of(model, name))


def words_of(model: type[models.Model], constraint_name: str) -> str:
    """What a broken constraint says to people: the model's own, or that of a row written with it."""
    for candidate in (model, *apps.get_models()):
        for constraint in candidate._meta.constraints:
            if constraint.name == constraint_name:
                return str(constraint.violation_error_message)
    return _("This does not fit together with what is written already. Check the days and the names.")


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: None as long as nothing was sent."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: its heading, its button, where "Cancel" leads, the way here.

    `further`: more buttons, each with the value that it posts as `then` and its words.
    """

    heading: str | Promise
    button: str | Promise
    cancel: str
    crumbs: tuple[Chip, ...] = ()
    note: str | Promise = ""
    further: tuple[tuple[str, str | Promise], ...] = ()


def form_page(request: HttpRequest, form: forms.BaseForm, page: FormPage) -> HttpResponse:
    """The form's page, or its part alone for htmx; 422 when it was refused."""
    context = {
        "form": form,
        "page": page,
        "button": page.button,
        "cancel": page.cancel,
        "further": page.further,
    }
    template = "parts/form.html" if wants_part(request) else "form_page.html"
    return render(request, template, context, status=422 if form.errors else 200)


def done(request: HttpRequest, address: str, said: str | Promise, *, undo: str = "") -> HttpResponse:
    """Say what happened and go on to the address; `undo` is where the message's own button posts."""
    messages.success(request, str(said), extra_tags=f"undo:{undo}" if undo else "")
    if wants_part(request):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
