"""Forms of problems and development actions."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.development import readings
from evaluation.development.feedback_forms import not_ahead, only, text_area
from evaluation.development.lists import NEWEST_FEEDBACK, NEWEST_PROBLEMS, owners, programmes
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import VIEWPOINTS
from evaluation.models import DevelopmentAction, Feedback, Problem
from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from villages.lists import SORTED
from villages.models import Association, Village

MOST_OFFERED = 200


class ProblemForm(RecordForm[Problem]):
    beside: ClassVar[dict[str, str]] = {
        "problem_has_text": "text",
        "problem_solved_after_since": "since_on",
        "problem_solved_says_how": "what_was_done",
    }
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = Problem
        fields = (
            "text", "severity", "since_on", "village", "association", "programme", "owner", "what_was_done",
            "lesson",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "text": text_area(2), "what_was_done": text_area(3), "lesson": text_area(3),
        }  # fmt: skip
        help_texts: ClassVar[dict[str, Any]] = {
            "text": gettext_lazy("In one or two sentences. Name no person."),
            "what_was_done": gettext_lazy("So far; it can be added to later."),
        }

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.today = actor, today
        only(self.fields["village"], Village.objects.visible_to(actor).order_by(*SORTED))
        only(self.fields["association"], Association.objects.visible_to(actor).order_by(*SORTED))
        only(self.fields["programme"], programmes(actor))
        only(self.fields["owner"], owners(actor.municipality, today, also=self.instance.owner_id))
        if self.instance._state.adding:
            del self.fields["lesson"]  # nothing is learned yet

    def clean_since_on(self) -> date:
        return not_ahead(self.cleaned_data["since_on"], self.today)

    def store(self) -> Problem:
        row = self.instance
        if row._state.adding:
            row.written_by, row.client_key = str(self.actor.user), self.cleaned_data.get("client_key")
        return self.save()


class SolvedForm(forms.Form):
    on = DayField(label=gettext_lazy("Day on which it was solved"))
    what_was_done = forms.CharField(label=gettext_lazy("What was done"), max_length=2000, widget=text_area(3))
    lesson = forms.CharField(
        label=gettext_lazy("What was learned"), max_length=2000, widget=text_area(3), required=False,
        help_text=gettext_lazy("What others should know, or what is done otherwise next time."),
    )  # fmt: skip

    def __init__(self, *args: Any, problem: Problem, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.problem, self.today = problem, today

    def clean_on(self) -> date:
        day = not_ahead(self.cleaned_data["on"], self.today)
        if day < self.problem.since_on:
            raise forms.ValidationError(_("A problem is not solved before it began."))
        return day


def figure_choices() -> list[tuple[str, Any]]:
    """All indicators under their viewpoints, after none."""
    groups = [
        (str(name), [(one.code, str(one.name)) for one in CATALOGUE.values() if one.viewpoint is viewpoint])
        for viewpoint, name in VIEWPOINTS.items()
    ]
    return [("", _("none")), *groups]


class ActionForm(RecordForm[DevelopmentAction]):
    """An action and its decision. Once its figure has been counted for the decision, that figure stays."""

    beside: ClassVar[dict[str, str]] = {
        "action_says_what": "what",
        "action_decision_whole": "deciders",
        "action_done_after_decided": "decided_on",
        "action_drop_has_reason": "decided_on",
    }
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = DevelopmentAction
        fields = ("what", "owner", "due_on", "decided_on", "deciders", "indicator", "programme")
        widgets: ClassVar[dict[str, forms.Widget]] = {"what": text_area(2)}
        help_texts: ClassVar[dict[str, Any]] = {
            "decided_on": gettext_lazy("Leave empty if it is only proposed as yet."),
            "deciders": gettext_lazy("A person, a group or a meeting."),
            "indicator": gettext_lazy(
                "Its value in the year up to the decision is kept, and shown beside its value later."
            ),
            "programme": gettext_lazy(
                "The figure is then counted for it, and its reports offer the action to who writes them."
            ),
        }

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.today = actor, today
        only(self.fields["owner"], owners(actor.municipality, today, also=self.instance.owner_id))
        only(self.fields["programme"], programmes(actor))
        self.fields["indicator"] = forms.ChoiceField(
            choices=figure_choices, label=self.fields["indicator"].label, required=False,
            help_text=self.fields["indicator"].help_text,
        )  # fmt: skip
        if self.instance.pk is not None and readings.frozen(self.instance):
            for name in ("indicator", "programme", "decided_on"):
                del self.fields[name]

    def clean_decided_on(self) -> date | None:
        day: date | None = self.cleaned_data["decided_on"]
        return day and not_ahead(day, self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "decided_on" in self.fields and "decided_on" not in self.errors and not cleaned.get("decided_on"):
            cleaned["deciders"] = ""  # who decided goes with the decision
        return cleaned

    def store(self) -> DevelopmentAction:
        row = self.instance
        if row._state.adding:
            row.written_by, row.client_key = str(self.actor.user), self.cleaned_data.get("client_key")
        return self.save()


class DecisionForm(forms.Form):
    on = DayField(label=gettext_lazy("Day of the decision"))
    deciders = forms.CharField(
        label=gettext_lazy("Who decided"), max_length=300,
        help_text=gettext_lazy("A person, a group or a meeting."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)


class DropForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is dropped"), max_length=300)


class EffectForm(forms.Form):
    """What was seen; emptied, it is taken back."""

    on = DayField(label=gettext_lazy("Day on which it was seen"))
    effect = forms.CharField(
        label=gettext_lazy("What was seen afterwards"), max_length=2000, widget=text_area(4), required=False,
        help_text=gettext_lazy(
            "What changed, and for whom. A change alone does not prove that the action did it."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, action: DevelopmentAction, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.action, self.today = action, today

    def clean_on(self) -> date:
        day = not_ahead(self.cleaned_data["on"], self.today)
        if self.action.done_on and day < self.action.done_on:
            raise forms.ValidationError(_("The action was done on a later day."))
        return day


class LinkForm(forms.Form):
    """What else moved an action: feedback, a problem, villages."""

    feedback = forms.ModelChoiceField(
        Feedback.objects.none(), label=gettext_lazy("Feedback"), required=False, to_field_name="public_id"
    )
    problem = forms.ModelChoiceField(
        Problem.objects.none(), label=gettext_lazy("Problem"), required=False, to_field_name="public_id"
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=gettext_lazy("Village"), required=False, to_field_name="public_id"
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        only(self.fields["feedback"], _newest(Feedback, actor, NEWEST_FEEDBACK))
        only(self.fields["problem"], _newest(Problem, actor, NEWEST_PROBLEMS))
        only(self.fields["village"], Village.objects.visible_to(actor).order_by(*SORTED))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.movers:
            self.add_error(None, _("Choose what moved the action."))
        return cleaned

    @property
    def movers(self) -> list[Any]:
        return [row for row in self.cleaned_data.values() if row is not None]


def _newest(model: Any, actor: Actor, order: Sequence[str]) -> Any:
    """The newest rows, as many as one can look through."""
    keys = list(model.objects.visible_to(actor).order_by(*order).values_list("pk", flat=True)[:MOST_OFFERED])
    return model.objects.filter(pk__in=keys).order_by(*order)
