"""The steps of the model: an association's board, one step of it, and where all associations stand."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.filters import Choice, chips, chosen, with_all
from laavu.shared.parts import Chip
from villages.access import association_read, association_write, in_associations, may_write, own_write
from villages.boards import keeping, template
from villages.boards.forms import StepForm
from villages.boards.showing import title_of, way_of, ways
from villages.models import Board, BoardStep
from villages.views.sections import association_crumbs, association_sections, sections


@require_safe
@allowed(coordinator)
def board_overview(request: HttpRequest) -> HttpResponse:
    """Where each association stands, and what is late."""
    found = ways(actor(request), timezone.localdate())
    states: list[Choice] = [("late", _("something is late")), ("none", _("no board yet"))]
    state = chosen(request.GET, "state", with_all(states), "")
    shown = {
        "": found,
        "late": [one for one in found if one.late],
        "none": [one for one in found if not one.steps],
    }[state]
    version = template.newest_version()
    context = {
        "rows": shown,
        "is_empty": not found,
        "chips": chips(request.GET, "state", with_all(states)),
        "heads": list(template.steps(version).values()),
        "sections": sections("board_overview"),
    }
    return render(request, "villages/board_overview.html", context)


@require_safe
@allowed(in_associations)
def association_board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    association = association_read(who, public_id)
    board = Board.objects.filter(association=association).select_related("copied_from", "association").first()
    context = {
        "association": association,
        "board": board,
        "way": way_of(board, who, today, papers=may_write(who, association)) if board else None,
        "others": _others(request, board),
        "sections": association_sections(association, who, "association_board"),
        "crumbs": association_crumbs(association, who),
        "may_change": may_write(who, association),
        "history": history_of(board, Hanging(BoardStep, "board", _("Step"))) if board else [],
    }
    return render(request, "villages/association_board.html", context)


def _others(request: HttpRequest, board: Board | None) -> list[Board]:
    """Boards of other associations that a new one can be copied from."""
    who = actor(request)
    if board is not None or not who.is_coordinator:
        return []
    found = Board.objects.visible_to(who).select_related("association")
    return list(found.order_by("association__sort_key", "pk"))


@require_POST
@allowed(coordinator)
def board_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A board of the newest steps, or like that of the association in `like`; once."""
    who, today = actor(request), timezone.localdate()
    association = association_write(who, public_id)
    like = _like(request)
    address = reverse("association_board", args=[association.public_id])
    try:
        with transaction.atomic():
            if like is None:
                keeping.begin(association, on=today)
            else:
                keeping.begin_like(association, like, on=today)
    except IntegrityError:
        return done(request, address, _("The association already has its board."))
    if like is None:
        return done(request, address, _("The board is ready: give each step a person and a day."))
    said = _("The board was made after that of %(name)s. Give each step a person.")
    return done(request, address, said % {"name": like.association})


def _like(request: HttpRequest) -> Board | None:
    asked = request.POST.get("like", "")
    if not asked:
        return None
    try:
        public_id = UUID(asked)
    except ValueError:
        public_id = UUID(int=0)
    found = Board.objects.visible_to(actor(request)).select_related("association")
    board: Board = get_object_or_404(found, public_id=public_id)
    return board


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(in_associations)
def board_step_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    step = own_write(who, BoardStep, public_id)
    words = template.steps(step.board.template_version)[step.code]
    address = reverse("association_board", args=[step.association.public_id])
    form = StepForm(posted(request), instance=step, actor=who)
    if form.kept():
        return done(
            request, f"{address}#step-{step.code}", _("Step %(code)s was saved.") % {"code": step.code}
        )
    ready = _("Done when: %(ready)s") % {"ready": words.ready}
    page = FormPage(
        title_of(step),
        _("Save the step"),
        address,
        (*association_crumbs(step.association, who), Chip(_("Steps of the model"), address)),
        f"{words.what} {ready}",
    )
    return form_page(request, form, page)
