"""Questionnaires: packs that a municipality loaded, who was asked when, and what was answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from workers.choices import GROUP_ONLY, Instrument, Mode, Outcome, Phase, Way
from workers.models.people import Worker


@tracked()
class InstrumentPack(Tenant):
    """An instrument whose text may not be shipped: loaded by somebody who confirmed the right to use it.

    `content` is the file as it was loaded and `confirmation` the sentence that was confirmed: both stay.
    """

    code = models.CharField(_("instrument"), max_length=30)
    version = models.CharField(_("version"), max_length=40)
    title = models.CharField(_("name"), max_length=200)
    content = models.TextField(_("file"))
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    confirmation = models.TextField(_("what was confirmed"))
    loaded_at = models.DateTimeField(_("loaded"))
    loaded_by = models.CharField(_("loaded by"), max_length=200)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=Q(withdrawn_at=None),
                name="pack_one_in_use",
                violation_error_message=_("This instrument is in use already. Withdraw it first."),
            ),
            models.CheckConstraint(
                condition=~Q(confirmation="") & ~Q(content="") & ~Q(loaded_by=""),
                name="pack_confirmed",
                violation_error_message=_("A pack needs its text, and the right to use it confirmed."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="pack_withdrawn_whole",
                violation_error_message=_("A pack that was withdrawn has who did it and when."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Asking(Tenant):
    """A person was asked to answer in one phase, and what came of it: never what was answered.

    `instruments`: codes of what was asked, in their order. The secret of a personal link, or the key of
    a form, is kept as a hash alone.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="askings", verbose_name=_("person"))
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices)
    asked_on = models.DateField(_("asked"))
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    mode = models.CharField(_("help"), max_length=10, choices=Mode.choices, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    ended_on = models.DateField(_("answered or refused"), null=True, blank=True)
    open_until = models.DateField(_("link is open until"), null=True, blank=True)
    instruments = models.JSONField(_("instruments"), default=list)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "phase"],
                condition=Q(outcome="open"),
                name="asking_one_open",
                violation_error_message=_("The person has an open link for this phase already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_on=None) | (~Q(outcome="open") & Q(ended_on__isnull=False)),
                name="asking_ended_whole",
                violation_error_message=_("An answer or a refusal has its day."),
            ),
            models.CheckConstraint(
                condition=Q(
                    phase__in=Phase.values, way__in=Way.values, mode__in=["", *Mode.values],
                    outcome__in=Outcome.values,
                ),
                name="asking_words_known",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker", "phase"], name="asking_of_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_phase_display()}"


@tracked()
class Measurement(Tenant):
    """One person's answer to an instrument in one phase. Evaluators alone see single values.

    Of an instrument that is for groups alone (`is_group_only`) nobody sees them: rows are summed and
    never shown. `value` is the score; None where an item is missing. `items`: the answers by item, of what
    was asked here; a register brings in scores alone.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="measurements", verbose_name=_("person"))
    instrument = models.CharField(_("instrument"), max_length=30)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices)
    measured_on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=5, decimal_places=2, null=True)
    asking = models.ForeignKey(
        Asking, models.PROTECT, null=True, blank=True, related_name="measurements", editable=False
    )
    version = models.CharField(_("version"), max_length=40, blank=True)
    items = models.JSONField(_("answers"), default=dict)
    is_group_only = models.BooleanField(_("for groups alone"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "instrument", "phase", "measured_on"],
                name="measurement_once_a_day",
                violation_error_message=_("The person has already answered this on this day."),
            ),
            models.CheckConstraint(
                condition=(Q(instrument__in=Instrument.values) & Q(value__gte=0, value__lte=10))
                | (~Q(instrument__in=Instrument.values) & Q(value__gte=0, value__lte=100)),
                name="measurement_on_scale",
                violation_error_message=_("The value is not on the instrument's scale."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(asking__isnull=False),
                name="measurement_has_value",
                violation_error_message=_("A score without a questionnaire needs its value."),
            ),
            models.CheckConstraint(
                condition=~Q(instrument__in=GROUP_ONLY) | Q(is_group_only=True),
                name="measurement_for_groups",
                violation_error_message=_("Answers to this instrument are for groups alone."),
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="measurement_phase_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["municipality", "instrument", "phase", "measured_on"], name="measurement_paired"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.get_phase_display()}"
