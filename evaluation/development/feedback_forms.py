"""Forms of feedback: given on a page, keyed in for somebody, answered."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.choices import FeedbackChannel, FeedbackSource
from evaluation.development.inbox import keep_contact
from evaluation.development.lists import programmes
from evaluation.models import Feedback, Programme
from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from villages.lists import SORTED
from villages.models import Association, Village

BESIDE = {"feedback_has_text": "text"}


def text_area(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def only(field: forms.Field, rows: Any) -> None:
    """Offer these rows in a choice of rows."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the model says so
    field.queryset = rows


class GiveForm(RecordForm[Feedback]):
    """What somebody who is signed in says: about what, and in their words. Who and where follow."""

    beside: ClassVar[dict[str, str]] = BESIDE
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = Feedback
        fields = ("kind", "text", "association", "programme")
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": text_area()}
        help_texts: ClassVar[dict[str, Any]] = {
            "text": gettext_lazy("Leave out names and telephone numbers of others, and their health.")
        }

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.today = actor, today
        self.fields["kind"].label = _("What is it about?")
        self.fields["text"].label = _("What do you want to say?")
        self.fields["text"].required = True
        self._offer("association", Association.objects.filter(pk__in=actor.association_ids).order_by(*SORTED))
        self._offer("programme", Programme.objects.filter(pk__in=actor.programme_ids).order_by("id"))

    def _offer(self, name: str, rows: Any) -> None:
        """Ask only whoever has a choice; of one, it is taken."""
        found = list(rows[:2])
        if len(found) > 1:
            only(self.fields[name], rows)
            return
        del self.fields[name]
        setattr(self.instance, name, found[0] if found else None)

    def store(self) -> Feedback:
        row = self.instance
        row.user, row.written_by, row.given_on = self.actor.user, str(self.actor.user), self.today
        row.channel, row.source = FeedbackChannel.PAGE, source_of(self.actor)
        row.village = row.association.village if row.association else None
        row.client_key = self.cleaned_data.get("client_key")
        return self.save()


def source_of(actor: Actor) -> FeedbackSource:
    if actor.association_ids:
        return FeedbackSource.ASSOCIATION
    return FeedbackSource.CITY if actor.is_city else FeedbackSource.FUNDER


class FeedbackForm(RecordForm[Feedback]):
    """What somebody said, keyed in. `contact` is kept apart, for coordinators alone."""

    beside: ClassVar[dict[str, str]] = BESIDE
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Name, and telephone or e-mail, if they want an answer"), max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Kept apart from what was said, seen by coordinators alone, and removed by itself 90 days after "
            "the feedback is closed."
        ),
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Feedback
        fields = ("kind", "text", "source", "channel", "given_on", "village", "association", "programme")
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": text_area()}
        help_texts: ClassVar[dict[str, Any]] = {
            "text": gettext_lazy("Leave out names and telephone numbers, and what tells of anybody's health.")
        }

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.today = actor, today
        self.fields["text"].required = True
        only(self.fields["village"], Village.objects.visible_to(actor).order_by(*SORTED))
        only(self.fields["association"], Association.objects.visible_to(actor).order_by(*SORTED))
        only(self.fields["programme"], programmes(actor))
        if not actor.is_coordinator:
            del self.fields["contact"]
        elif self.instance.pk is not None and hasattr(self.instance, "contact"):
            self.initial["contact"] = self.instance.contact.text
        if self.instance.user_id is not None:
            # What somebody wrote themselves stays in their words.
            for name in ("text", "source", "channel", "given_on"):
                del self.fields[name]

    def clean_given_on(self) -> date:
        return not_ahead(self.cleaned_data["given_on"], self.today)

    def store(self) -> Feedback:
        row = self.instance
        if row._state.adding:
            row.written_by, row.client_key = str(self.actor.user), self.cleaned_data.get("client_key")
        saved = self.save()
        if "contact" in self.fields:
            keep_contact(saved, self.cleaned_data["contact"].strip())
        return saved


def not_ahead(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(_("The day is in the future."))
    return day


class AnswerForm(forms.Form):
    """The answer, or why there is none."""

    answer = forms.CharField(label=gettext_lazy("Answer"), max_length=4000, widget=text_area())

    def __init__(self, *args: Any, is_answer: bool, own: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["answer"]
        if not is_answer:
            field.label = _("Why no answer is given")
        elif own:
            field.help_text = _("Whoever gave the feedback reads the answer on their own page.")
