"""Feedback to the demo municipality, problems that stood in the way, and what is done about them."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from evaluation.development import doing, readings
from evaluation.models import DevelopmentAction, Feedback, FeedbackContact, Problem, Programme
from laavu.accounts.models import User
from laavu.demo.making import Demo

COORDINATOR, EVALUATOR = "koordinaattori@laavu.example", "arvioija@laavu.example"
TREASURER, FUNDER = "rahastonhoitaja@laavu.example", "rahoittaja@laavu.example"
# Days before today, what it is about, who says so, by what way, in their words, answer (none: it waits).
SAID = (
    (2, "safety", "worker", "phone", "Talkootikkaat eivät kestä katolla. Uudet pitäisi saada.", ""),
    (6, "wish", "villager", "meeting", "Kylätalolle valot pihaan, kun iltaisin on pimeää.", ""),
    (11, "complaint", "association", "email", "Palkkatukipäätöstä on odotettu jo kuusi viikkoa.", ""),
    (25, "mistake", "partner", "phone", "Puhelinnumeromme on teillä vanha.", "Numero on korjattu."),
    (40, "thanks", "villager", "paper", "Kiitos hiekoituksesta, posti pääsi taas perille.",
     "Kiitos sinulle. Välitimme viestin työryhmälle."),
    (70, "wish", "association", "meeting", "Yhteinen peräkärry olisi halvempi kuin oma joka yhdistykselle.",
     "Kokeillaan syksyllä: naapuriyhdistys lainaa kärryä."),
)  # fmt: skip
OWN = "Tuntien lähetyksessä kuukauden vaihtuessa menee aina ilta. Voiko edellisen viikon kopioida?"
FUNDED = "Väliraportissa olisi hyvä nähdä myös, montako kylää on mukana."
# Days since it began, how much it hinders, what, what was done, days since it was solved, what was learned.
PROBLEMS = (
    (45, "stops", "Palkkatukipäätökset viipyvät, eikä työ pääse alkamaan.",
     "Pyydetty työllisyysalueelta käsittelyajat kirjallisina.", None, ""),
    (90, "hinders", "Kylätalon lämmitys ei riitä pakkasella ryhmätyöhön.", "", None, ""),
    (160, "hinders", "Rahastonhoitaja vaihtui kesken kauden, eikä tunteja ehditty lähettää.",
     "Luovutuslista tehtiin ja tunnit lähetettiin yhdessä koordinaattorin kanssa.", 120,
     "Uuden rahastonhoitajan kanssa käydään ensimmäinen kuukausi läpi yhdessä."),
)  # fmt: skip
# What, due in days, decided days ago, done days ago, figure, which problem and which feedback moved it.
ACTIONS: tuple[tuple[str, int, int | None, int | None, str, int | None, int | None], ...] = (
    ("Sovitaan työllisyysalueen kanssa palkkatukipäätösten käsittelyajasta", -6, 38, None,
     "placements_in_associations", 0, 2),
    ("Hankitaan kylätaloille yhteiset uudet tikkaat", 14, None, None, "", None, 0),
    ("Käydään uuden rahastonhoitajan ensimmäinen kuukausi läpi yhdessä", -60, 115, 62, "worked_hours", 2,
     None),
    ("Kokeillaan yhteistä peräkärryä viiden yhdistyksen kesken", 45, 30, None, "", None, 5),
)  # fmt: skip
EFFECT = "Viimeisten kolmen kuukauden tunnit tulivat ajallaan jokaisesta yhdistyksestä."


def make_development(demo: Demo) -> None:
    """After users, reports and hours: who gives, who decides, and what a figure is counted from."""
    here = User.objects.filter(email__in=(COORDINATOR, EVALUATOR, TREASURER, FUNDER))
    users = {user.email: user for user in here}
    if len(users) < 4:
        return
    said = [_said(demo, number, *row) for number, row in enumerate(SAID)]
    said += [_given(demo, users[TREASURER], OWN, 9), _given(demo, users[FUNDER], FUNDED, 16)]
    said = demo.save(said)
    demo.save([FeedbackContact(feedback=said[0], text="Maija, puh. 040 555 0123")])
    by = users[COORDINATOR]
    problems = demo.save([_problem(demo, number, by, *row) for number, row in enumerate(PROBLEMS)])
    for number, row in enumerate(ACTIONS):
        _action(demo, by if number % 2 == 0 else users[EVALUATOR], row, problems, said)


def _at(demo: Demo, ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(demo.last - timedelta(days=ago), time(9)))


def _said(
    demo: Demo, number: int, ago: int, kind: str, source: str, channel: str, text: str, answer: str
) -> Feedback:
    row = Feedback(
        kind=kind, source=source, channel=channel, text=text, given_on=demo.last - timedelta(days=ago),
        village=demo.villages[number % len(demo.villages)], written_at=_at(demo, ago),
        written_by="Kaisa Koordinaattori",
    )  # fmt: skip
    if answer:
        at = _at(demo, max(ago - 5, 0))
        row.taken_at = row.closed_at = at
        row.taken_by = row.closed_by = "Kaisa Koordinaattori"
        row.outcome, row.answer = "answered", answer
    return row


def _given(demo: Demo, user: User, text: str, ago: int) -> Feedback:
    membership = user.association_roles.select_related("association__village").first()
    association = membership.association if membership else None
    programme = None if association else Programme.objects.filter(municipality=demo.municipality).first()
    return Feedback(
        user=user, kind="wish", channel="page", text=text, given_on=demo.last - timedelta(days=ago),
        source="association" if association else "funder", association=association, programme=programme,
        village=association.village if association else None, written_at=_at(demo, ago), written_by=user.name,
    )  # fmt: skip


def _problem(
    demo: Demo, number: int, owner: User, ago: int, severity: str, text: str, done: str, solved: int | None,
    lesson: str,
) -> Problem:  # fmt: skip
    return Problem(
        text=text, severity=severity, since_on=demo.last - timedelta(days=ago), what_was_done=done,
        solved_on=None if solved is None else demo.last - timedelta(days=solved), lesson=lesson, owner=owner,
        village=demo.villages[number] if number else None, written_at=_at(demo, ago), written_by=owner.name,
    )  # fmt: skip


def _action(demo: Demo, owner: User, row: tuple[Any, ...], problems: list[Any], said: list[Any]) -> None:
    what, due, decided, done, figure, problem, feedback = row
    at = _at(demo, decided or 0)
    (action,) = demo.save(
        [
            DevelopmentAction(
                what=what, owner=owner, due_on=demo.last + timedelta(days=due), indicator=figure,
                decided_on=None if decided is None else demo.last - timedelta(days=decided),
                deciders="" if decided is None else "Hankkeen ohjausryhmä",
                done_on=None if done is None else demo.last - timedelta(days=done),
                effect="" if done is None else EFFECT, written_at=at, written_by=owner.name,
                effect_on=None if done is None else demo.last - timedelta(days=5),
            )
        ]
    )  # fmt: skip
    movers = [problems[problem]] if problem is not None else []
    movers += [said[feedback]] if feedback is not None else []
    doing.link(action, movers, by=owner.name, at=at)
    readings.freeze(action, by=owner.name, at=at)
