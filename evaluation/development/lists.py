"""What the lists of feedback, problems and development actions show: filters, order, who can own what."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from evaluation.choices import FeedbackKind, FeedbackOutcome, Severity
from evaluation.models import DevelopmentAction, Feedback, Problem, Programme
from laavu.accounts.actor import Actor
from laavu.accounts.choices import RoleKind
from laavu.accounts.models import Municipality, Role, User
from laavu.shared.filters import Choice, asked_words, chosen, with_all

NEWEST_FEEDBACK = ("-given_on", "-id")
NEWEST_PROBLEMS = ("-since_on", "-id")
BY_DUE = ("due_on", "id")

FEEDBACK_STATES: list[Choice] = [
    ("waiting", pgettext_lazy("feedback", "waiting")),
    ("new", pgettext_lazy("feedback", "new")),
    ("in_hand", _("in hand")),
    ("answered", _("answered")),
    ("closed", _("closed without an answer")),
    ("all", _("all")),
]
STATE_OF_FEEDBACK = {
    "waiting": Q(closed_at=None),
    "new": Q(taken_at=None),
    "in_hand": Q(taken_at__isnull=False, closed_at=None),
    "answered": Q(outcome=FeedbackOutcome.ANSWERED),
    "closed": Q(outcome=FeedbackOutcome.CLOSED),
    "all": Q(),
}
PROBLEM_STATES: list[Choice] = [
    ("open", pgettext_lazy("problem", "open")),
    ("solved", _("solved")),
    ("all", _("all")),
]
STATE_OF_PROBLEM = {"open": Q(solved_on=None), "solved": Q(solved_on__isnull=False), "all": Q()}
ACTION_STATES: list[Choice] = [
    ("open", pgettext_lazy("development action", "going on")),
    ("late", _("late")),
    ("proposed", pgettext_lazy("development action", "proposed")),
    ("decided", _("decided")),
    ("done", pgettext_lazy("development action", "done")),
    ("dropped", pgettext_lazy("development action", "dropped")),
    ("all", _("all")),
]
OWNERS: list[Choice] = [("", _("Everybody's")), ("own", _("Your own"))]
GOING_ON = Q(done_on=None, dropped_on=None)
EVALUATE = (RoleKind.COORDINATOR, RoleKind.EVALUATOR)


def feedback(actor: Actor, query: QueryDict, villages: list[Choice]) -> QuerySet[Feedback]:
    """Feedback that the address asks for; what waits unless it says otherwise."""
    rows = Feedback.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(Q(text__icontains=word) | Q(answer__icontains=word))
    rows = rows.filter(STATE_OF_FEEDBACK[chosen(query, "state", FEEDBACK_STATES, "waiting")])
    kind = chosen(query, "kind", with_all(FeedbackKind.choices))
    village = chosen(query, "village", with_all(villages))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(village__public_id=village) if village else rows


def problems(actor: Actor, query: QueryDict, villages: list[Choice]) -> QuerySet[Problem]:
    """Problems that the address asks for; those that are open unless it says otherwise."""
    rows = Problem.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(
            Q(text__icontains=word) | Q(what_was_done__icontains=word) | Q(lesson__icontains=word)
        )
    rows = rows.filter(STATE_OF_PROBLEM[chosen(query, "state", PROBLEM_STATES, "open")])
    severity = chosen(query, "severity", with_all(Severity.choices))
    village = chosen(query, "village", with_all(villages))
    if severity:
        rows = rows.filter(severity=severity)
    return rows.filter(village__public_id=village) if village else rows


def actions(actor: Actor, query: QueryDict, villages: list[Choice], on: date) -> QuerySet[DevelopmentAction]:
    """Actions that the address asks for; those that go on unless it says otherwise."""
    rows = DevelopmentAction.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(Q(what__icontains=word) | Q(effect__icontains=word))
    rows = rows.filter(state_of_action(on)[chosen(query, "state", ACTION_STATES, "open")])
    village = chosen(query, "village", with_all(villages))
    if village:
        rows = rows.filter(links__village__public_id=village)
    return rows.filter(owner=actor.user) if chosen(query, "owner", OWNERS) else rows


def state_of_action(on: date) -> dict[str, Q]:
    """Conditions by state; late ones are those of before the day."""
    return {
        "open": GOING_ON,
        "late": GOING_ON & Q(due_on__lt=on),
        "proposed": GOING_ON & Q(decided_on=None),
        "decided": GOING_ON & Q(decided_on__isnull=False),
        "done": Q(done_on__isnull=False),
        "dropped": Q(dropped_on__isnull=False),
        "all": Q(),
    }


def owners(municipality: Municipality | None, on: date, *, also: int | None = None) -> QuerySet[User]:
    """Who can see to something: those who evaluate on the day, and whoever does it already (`also`)."""
    current = Q(ended_on=None) | Q(ended_on__gte=on)
    roles = Role.objects.filter(current, municipality=municipality, kind__in=EVALUATE)
    there = Q(pk__in=roles.values("user"), is_active=True) | Q(pk=also)
    return User.objects.filter(there).order_by("name", "pk")


def programmes(actor: Actor) -> QuerySet[Programme]:
    return Programme.objects.visible_to(actor).order_by("-period", "id")
