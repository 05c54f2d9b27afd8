"""Forms of those who make a survey: the survey itself, and a question in up to three languages."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from uuid6 import uuid7

from laavu.accounts.actor import Actor
from laavu.accounts.records import RecordForm
from laavu.shared.forms import DayField
from villages.choices import LANGUAGES, ConditionKind, QuestionKind, SurveyKind
from villages.lists import SORTED
from villages.models import Question, Survey, Village
from villages.surveys import versions
from villages.surveys.asking import CHOICES, MOST_PHOTOS, MOST_ROWS, WIDEST_SCALE, limits
from villages.surveys.options import as_lines, from_lines

WITH_LIMITS = (QuestionKind.NUMBER, QuestionKind.SCALE)
WITH_MOST = {QuestionKind.ROWS: MOST_ROWS, QuestionKind.PHOTO: MOST_PHOTOS}
HIGHEST_LIMIT = 999_999


class VillagesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Villages that get a link of their own."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(
            Village.objects.visible_to(actor).order_by(*SORTED),
            label=_("Villages"),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Each gets a link and a poster of its own. There is also one link for everybody."),
        )


class SurveyForm(RecordForm[Survey]):
    """All that a survey says of itself."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    beside: ClassVar[dict[str, str]] = {
        "survey_has_title": "title_fi",
        "survey_has_language": "languages",
        "survey_closes_after_opening": "closes_on",
    }

    class Meta(RecordForm.Meta):
        model = Survey
        fields = (
            "title_fi", "title_sv", "title_en", "intro_fi", "intro_sv", "intro_en", "languages",
            "opens_on", "closes_on", "contact_person", "asks_contact",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            f"intro_{code}": forms.Textarea(attrs={"rows": 3}) for code, _name in LANGUAGES
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["villages"] = VillagesField(actor)
        links = self.instance.invitations.filter(is_closed=False, village__isnull=False)
        self.initial["villages"] = list(links.values_list("village_id", flat=True))

    def store(self) -> Survey:
        survey = super().store()
        versions.invite(survey, self.cleaned_data["villages"])
        return survey


class NewSurveyForm(forms.Form):
    """What has to be said before the questions: their titles and texts come from the ready set."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask about?"), choices=SurveyKind.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("You get ready questions in three languages, and may change them."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    opens_on = DayField(label=gettext_lazy("Opens"))
    closes_on = DayField(label=gettext_lazy("Last day"), required=False)
    contact_person = forms.CharField(
        label=gettext_lazy("Who answers questions about the survey"), max_length=200,
        help_text=gettext_lazy("Name, phone or e-mail: stands on the page and on paper."),
    )  # fmt: skip
    asks_contact = forms.BooleanField(
        label=gettext_lazy("Ask for contact details, apart from the answers"), required=False
    )

    # The survey's public id: sent twice, it is made once, also where no JavaScript holds a second press.
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["villages"] = VillagesField(actor)
        self.initial.setdefault("client_key", uuid7())

    def made_before(self) -> Survey | None:
        """What the same form made when it was sent already."""
        key = self.cleaned_data.get("client_key")
        return Survey.objects.visible_to(self.actor).filter(public_id=key).first() if key else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day is before the first."))
        return cleaned

    @transaction.atomic
    def make(self) -> Survey:
        """The survey with the ready questions of its kind.

        Raises:
            IntegrityError: the same form made one at this moment.
        """
        said = dict(self.cleaned_data)
        villages, key = said.pop("villages"), said.pop("client_key")
        ready = versions.ready_set(said["kind"])
        texts = {
            f"{name}_{code}": ready[name][code] for name in ("title", "intro") for code in said["languages"]
        }
        survey = Survey(municipality=self.actor.municipality, public_id=key or uuid7(), **said, **texts)
        survey.save()
        versions.begin(survey, versions.ready_questions(said["kind"]), villages)
        return survey


class QuestionForm(RecordForm[Question]):
    """One question, with what its kind needs: choices, columns, range. Its kind stays."""

    beside: ClassVar[dict[str, str]] = {
        "question_has_text": "text_fi",
        "question_range_rises": "highest",
    }

    class Meta(RecordForm.Meta):
        model = Question
        fields = (
            "text_fi", "text_sv", "text_en", "hint_fi", "hint_sv", "hint_en", "is_required",
            "lowest", "highest",
        )  # fmt: skip

    def __init__(self, *args: Any, survey: Survey, earlier: Sequence[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.survey = survey
        self.earlier = earlier
        for code, _name in LANGUAGES:
            if code not in survey.languages:
                del self.fields[f"text_{code}"], self.fields[f"hint_{code}"]
        self._add_options()
        self._fit_limits()
        choices = self._conditions()
        if len(choices) > 1:
            self.fields["condition"] = forms.ChoiceField(
                label=_("Asked"), choices=choices, required=False,
                initial=_condition_key(self.instance),
            )  # fmt: skip
        self.order_fields(
            [name for name in self.fields if name.startswith("text_")]
            + [name for name in self.fields if name.startswith("options_")]
        )

    def _add_options(self) -> None:
        kind = self.instance.kind
        if kind not in (*CHOICES, QuestionKind.ROWS):
            return
        for code, name in LANGUAGES:
            if code in self.survey.languages:
                label = _("Columns, one a line") if kind == QuestionKind.ROWS else _("Choices, one a line")
                self.fields[f"options_{code}"] = forms.CharField(
                    label=f"{label}: {name}", required=False, widget=forms.Textarea(attrs={"rows": 5}),
                    initial=as_lines(self.instance.options, code),
                    help_text=_("Begin a line with # if the column is for numbers.")
                    if kind == QuestionKind.ROWS
                    else _("The same order in each language."),
                )  # fmt: skip

    def _fit_limits(self) -> None:
        kind = QuestionKind(self.instance.kind)
        if kind not in WITH_LIMITS:
            del self.fields["lowest"]
        if kind in WITH_MOST:
            most = WITH_MOST[kind]
            self.fields["highest"] = forms.IntegerField(
                label=_("How many at most"), min_value=1, max_value=most, required=False
            )
        elif kind not in WITH_LIMITS:
            del self.fields["highest"]

    def _conditions(self) -> list[tuple[str, str]]:
        found = [("", _("always"))]
        for one in self.earlier:
            for kind, value, said in _comparisons(one):
                label = _("only if: %(question)s → %(answer)s") % {"question": one, "answer": said}
                found.append((f"{one.code}|{kind}|{value}", label))
        own = _condition_key(self.instance)
        if own and own not in dict(found):
            found.append((own, own.replace("|", " ")))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines = {code: cleaned.get(f"options_{code}", "") for code in self.survey.languages}
        if any(name.startswith("options_") for name in self.fields):
            self._take_options(lines)
        if self.instance.kind == QuestionKind.SCALE:
            self._check_scale(cleaned)
        code, kind, value = (cleaned.get("condition") or "||").split("|", 2)
        self.instance.condition_code, self.instance.condition_kind = code, kind
        self.instance.condition_value = value
        return cleaned

    def _take_options(self, lines: dict[str, str]) -> None:
        try:
            self.instance.options = from_lines(
                lines, before=self.instance.options, with_kinds=self.instance.kind == QuestionKind.ROWS
            )
        except ValueError as error:
            self.add_error(f"options_{self.survey.languages[0]}", str(error))

    def _check_scale(self, cleaned: dict[str, Any]) -> None:
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is None or highest is None:
            self.add_error("highest", _("A scale needs both ends."))
        elif not 1 <= highest - lowest < WIDEST_SCALE:
            self.add_error("highest", _("A scale has from 2 to 11 steps."))

    def store(self) -> Question:
        if self.instance._state.adding:
            version = versions.editable(self.survey)
            self.instance.version, self.instance.municipality_id = version, version.municipality_id
            self.instance.position = versions.next_position(version)
            self.instance.code = versions.new_code(self.survey)
            self.instance.save()
            return self.instance
        target = versions.in_editable(self.instance)
        for name in versions.COPIED:
            if name not in ("code", "kind", "position"):
                setattr(target, name, getattr(self.instance, name))
        target.save()
        return target


def _condition_key(question: Question) -> str:
    if not question.condition_code:
        return ""
    return f"{question.condition_code}|{question.condition_kind}|{question.condition_value}"


def _comparisons(question: Question) -> list[tuple[str, str, str]]:
    """Conditions that a later question may set on this one: comparison, value, in words."""
    kind = QuestionKind(question.kind)
    if kind in CHOICES:
        return [
            (ConditionKind.IS.value, one["code"], one.get("fi") or one.get("sv") or one.get("en") or "")
            for one in question.options
        ]
    if kind is QuestionKind.SCALE:
        lowest, highest = limits(question)
        steps = range((lowest or 0) + 1, (highest or 0) + 1)
        return [
            (ConditionKind.AT_LEAST.value, str(step), _("at least %(number)s") % {"number": step})
            for step in steps
        ]
    if kind is not QuestionKind.NUMBER:
        return []
    return [(ConditionKind.AT_LEAST.value, "1", _("at least %(number)s") % {"number": 1})]
