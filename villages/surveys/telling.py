"""Coordinators learn by mail that a survey has ended and its answers wait to be read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laavu.accounts import mail
from laavu.accounts.choices import MailKind
from villages.models import Response, Survey

LOOKED_BACK = timedelta(days=3)  # a night may have been missed


def tell_of_closing(survey: Survey, on: date) -> None:
    """`on`: the last day on which it took answers. Told once."""
    count = Response.objects.filter(survey=survey).count()

    def compose() -> mail.Letter:
        text = ngettext(
            "The survey %(survey)s takes no more answers. It has %(count)s answer to read.",
            "The survey %(survey)s takes no more answers. It has %(count)s answers to read.",
            count,
        )
        told = {"survey": survey, "count": count}
        path = reverse("survey_results", args=[survey.public_id])
        return mail.Letter(_("The survey has ended: %(survey)s") % told, text % told, path)

    mail.write(
        kind=MailKind.SURVEYS,
        to=mail.coordinators_of(survey.municipality, on),
        municipality=survey.municipality,
        key=f"survey closed {survey.public_id} {on.isoformat()}",
        compose=compose,
    )


def tell_of_ended_surveys(now: datetime) -> int:
    """Of surveys whose last day has passed; how many. Runs each night."""
    today = timezone.localtime(now).date()
    ended = Survey.objects.filter(
        opened_at__isnull=False, closed_at=None, closes_on__lt=today, closes_on__gte=today - LOOKED_BACK
    ).select_related("municipality")
    for survey in ended:
        assert survey.closes_on is not None  # noqa: S101 - asked for with one
        tell_of_closing(survey, survey.closes_on)
    return len(ended)
