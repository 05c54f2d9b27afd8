from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from workers import actions
from workers.access import spell_write, worker_write
from workers.forms import BackgroundForm, SpellForm
from workers.models import UnemploymentSpell
from workers.views.relationships import crumbs_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def spell_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    worker = worker_write(actor(request), public_id)
    row = UnemploymentSpell(municipality_id=worker.municipality_id, worker=worker)
    form = SpellForm(posted(request), instance=row)
    if form.kept():
        return done(request, worker.get_absolute_url(), _("The time without work was written down."))
    page = FormPage(
        _("Write down a time without work"), _("Save"), worker.get_absolute_url(), crumbs_of(worker)
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def spell_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = spell_write(actor(request), public_id)
    address = row.worker.get_absolute_url()
    form = SpellForm(posted(request), instance=row)
    if form.kept():
        return done(request, address, _("The time without work was saved."))
    page = FormPage(_("Change the time without work"), _("Save"), address, crumbs_of(row.worker))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def background_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    worker = worker_write(actor(request), public_id)
    form = BackgroundForm(posted(request), initial={"from_on": timezone.localdate()})
    if form.is_valid():
        row = actions.state_fact(worker, **form.cleaned_data)
        return done(request, worker.get_absolute_url(), _("Written down: %(fact)s.") % {"fact": row})
    page = FormPage(
        _("Write down a background fact"),
        _("Save"),
        worker.get_absolute_url(),
        crumbs_of(worker),
        _("Only what the law or the fund's indicators ask for. The newest of a kind holds."),
    )
    return form_page(request, form, page)
