"""What stands on a public page as files for everybody: their columns, documented, and their rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import Column, Kind
from villages.publicity.reading import Shown, kind_of_service, kind_of_work, origin_of


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file: its name in the address, what it holds, its columns with what each means, and its rows."""

    name: str
    title: Promise
    columns: tuple[Column, ...]
    meanings: tuple[Promise, ...]
    rows: Callable[[Shown, str], Iterable[list[Any]]]

    def described(self) -> list[tuple[str | Promise, Promise]]:
        """Each column with what it means."""
        return [
            (column.heading, meaning) for column, meaning in zip(self.columns, self.meanings, strict=True)
        ]


STEPS = ("found_on", "chosen_on", "planned_on", "started_on", "done_on")


def _works(shown: Shown, _language: str) -> Iterable[list[Any]]:
    for work in shown.works:
        yield [work.text, kind_of_work(work), *(getattr(work, day) for day in STEPS)]


def _surveys(shown: Shown, language: str) -> Iterable[list[Any]]:
    for survey in shown.surveys:
        yield [survey.title(language), survey.opens_on, survey.closes_on, survey.answers]


def _services(shown: Shown, _language: str) -> Iterable[list[Any]]:
    for service in shown.services:
        yield [kind_of_service(service), origin_of(service), service.from_on, service.ended_on]


FILES = {
    one.name: one
    for one in (
        DataFile(
            "kyselyt",
            _("Surveys"),
            (
                Column(_("Survey"), width=50),
                Column(_("Opened"), Kind.DAY),
                Column(_("Closed"), Kind.DAY),
                Column(_("Answers"), Kind.WHOLE),
            ),
            (
                _("what the survey is called"),
                _("first day of answering"),
                _("last day of answering; empty if it goes on"),
                _("filled forms from the village; empty when there are so few that somebody could be known"),
            ),
            _surveys,
        ),
        DataFile(
            "tyot",
            _("Work"),
            (
                Column(_("Work"), width=50),
                Column(_("Kind"), width=18),
                Column(_("Found"), Kind.DAY),
                Column(_("Chosen"), Kind.DAY),
                Column(_("Planned"), Kind.DAY),
                Column(_("Begun"), Kind.DAY),
                Column(_("Done"), Kind.DAY),
            ),
            (
                _("what the work is, as the association has published it"),
                _("what it is about"),
                _("the day on which it was written down"),
                _("the day on which it was chosen to be done; empty if not yet"),
                _("the day on which it was planned; empty if not, or if that was not written down"),
                _("the day on which it began; empty if not, or if that was not written down"),
                _("the day on which it was done; empty if not yet"),
            ),
            _works,
        ),
        DataFile(
            "palvelut",
            _("Services"),
            (
                Column(_("Kind"), width=24),
                Column(_("Kept or started")),
                Column(_("From"), Kind.DAY),
                Column(_("Last day"), Kind.DAY),
            ),
            (
                _("what the service is"),
                _("whether it was there and was kept, or is new"),
                _("the day on which it started, or from which its being kept is counted"),
                _("the last day; empty if it goes on"),
            ),
            _services,
        ),
    )
}
