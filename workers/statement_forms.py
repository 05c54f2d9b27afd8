"""The form on which a person's own statement is written down, a few questions at a time."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import NumberField
from villages.choices import WorkKind
from villages.lists import SORTED
from villages.models import Village
from workers import stating
from workers.models import WorkerStatement
from workers.statement_choices import Limit, Season, Skill, StatedHow, Told, Travel, WorkSetting

# The steps of the form: heading, what it is about, its fields.
STEPS: tuple[tuple[Promise, Promise | str, tuple[str, ...]], ...] = (
    (gettext_lazy("What I can do"), "", ("skills", "skills_words")),
    (
        gettext_lazy("What I wish for"),
        gettext_lazy("Leave empty what does not matter."),
        ("kinds", "settings", "villages", "wish_words"),
    ),
    (
        gettext_lazy("When and how far"), "",
        ("hours_from", "hours_to", "seasons", "travel", "max_km"),
    ),
    (
        gettext_lazy("What work must not ask of me"),
        gettext_lazy("Nobody asks why, and no association sees this. Leave out what you do not want to say."),
        ("limits", "limits_words"),
    ),
    (
        gettext_lazy("What may be told"),
        gettext_lazy("An association hears only this, and the name, when a place is proposed."),
        ("may_tell", "stated_on", "stated_how", "consents"),
    ),
)  # fmt: skip


def several(label: Any, choices: Any, *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


def own_words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class StatementForm(RecordForm[WorkerStatement]):
    """All of a statement; the page shows one step of it and carries the others along."""

    skills = several(gettext_lazy("I can"), Skill.choices)
    skills_words = own_words(gettext_lazy("In own words"))
    kinds = several(gettext_lazy("Work that I wish for"), WorkKind.choices)
    settings = several(gettext_lazy("I wish to work"), WorkSetting.choices)
    wish_words = own_words(gettext_lazy("In own words"))
    hours_from = NumberField(
        label=gettext_lazy("Hours a week, at least"),
        max_digits=4,
        decimal_places=2,
        min_value=1,
        max_value=48,
    )
    hours_to = NumberField(
        label=gettext_lazy("Hours a week, at most"),
        max_digits=4,
        decimal_places=2,
        min_value=1,
        max_value=48,
    )
    seasons = several(gettext_lazy("When in the year"), Season.choices, required=True)
    travel = several(gettext_lazy("How I get to work"), Travel.choices, required=True)
    limits = several(gettext_lazy("Work must not ask of me"), Limit.choices)
    limits_words = own_words(gettext_lazy("In own words"))
    may_tell = several(gettext_lazy("An association may be told"), Told.choices)
    stated_how = forms.ChoiceField(
        label=gettext_lazy("How this was told"), choices=StatedHow.choices, widget=forms.RadioSelect
    )
    consents = forms.BooleanField(
        label=gettext_lazy(
            "The person agrees that this is kept for finding work, and knows that it can be taken back."
        )
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    beside: ClassVar[dict[str, str]] = {
        "statement_hours_possible": "hours_to",
        "statement_km_possible": "max_km",
    }

    class Meta(RecordForm.Meta):
        model = WorkerStatement
        fields = (
            "skills", "skills_words", "kinds", "settings", "wish_words", "hours_from", "hours_to", "seasons",
            "travel", "max_km", "limits", "limits_words", "may_tell", "stated_on", "stated_how", "client_key",
        )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, now: Any, **options: Any) -> None:
        self.actor, self.now = actor, now
        super().__init__(*args, **options)
        self.fields["villages"] = forms.ModelMultipleChoiceField(
            Village.objects.visible_to(actor).order_by(*SORTED),
            label=_("Villages where I wish to work"), required=False, widget=forms.CheckboxSelectMultiple,
            to_field_name="public_id",
        )  # fmt: skip
        self.fields["max_km"].label = _("I travel one way at most, km")
        self.fields["max_km"].help_text = _("Leave empty if it does not matter.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("hours_from"), data.get("hours_to")
        if first and last and last < first:
            self.add_error("hours_to", _("At most is less than at least."))
        return data

    def step_fields(self, step: int) -> list[forms.BoundField]:
        return [self[name] for name in STEPS[step][2]]

    def carried(self, step: int) -> list[forms.BoundField]:
        """Fields of the other steps, which the page carries along."""
        shown = set(STEPS[step][2])
        return [self[name] for name in self.fields if name not in shown and name != "consents"]

    def first_wrong_step(self, until: int) -> int | None:
        """The first step up to this one with something to correct."""
        for number in range(until + 1):
            if any(name in self.errors for name in STEPS[number][2]):
                return number
        return None

    def store(self) -> WorkerStatement:
        self.instance.consented_on = self.cleaned_data["stated_on"]
        return stating.keep_statement(
            self.instance,
            villages=self.cleaned_data["villages"],
            by=str(self.actor.user),
            at=self.now,
        )


def typed(data: QueryDict) -> dict[str, Any]:
    """What was sent, as first values of a form that says nothing of errors yet."""
    lists = {"skills", "kinds", "settings", "villages", "seasons", "travel", "limits", "may_tell"}
    return {name: data.getlist(name) if name in lists else data.get(name) for name in data}


def before(row: WorkerStatement | None) -> Mapping[str, Any]:
    """What the person said last, to begin from. How, when and the consent are asked anew."""
    if row is None:
        return {}
    names = (
        "skills", "skills_words", "kinds", "settings", "wish_words", "hours_from", "hours_to", "seasons",
        "travel", "max_km", "limits", "limits_words", "may_tell",
    )  # fmt: skip
    wished = row.wished_villages.values_list("village__public_id", flat=True)
    return {name: getattr(row, name) for name in names} | {"villages": [str(one) for one in wished]}
