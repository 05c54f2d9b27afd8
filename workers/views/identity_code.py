from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.crypto import CannotDecrypt
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip
from workers import identity
from workers.access import worker_write
from workers.forms import RevealForm
from workers.views.people import people_crumb


@require_POST
@never_cache
@allowed(coordinator)
@sensitive_variables("code")
def worker_reveal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the identity code once, to somebody who says why."""
    who = actor(request)
    worker = worker_write(who, public_id)
    form = RevealForm(request.POST, auto_id="reveal_%s")
    code = ""
    if form.is_valid():
        try:
            code = identity.reveal(worker, by=who, reason=form.cleaned_data["reason"])
        except CannotDecrypt:
            form.add_error(None, _("The code cannot be opened: its key is missing. Tell the administrator."))
    context = {
        "worker": worker,
        "code": identity.masked(worker),
        "code_is_temporary": identity.is_temporary(worker),
        "revealed": code,
        "reveal_form": form,
        "crumbs": [people_crumb(), Chip(str(worker), worker.get_absolute_url())],
    }
    template = "workers/identity_code.html" if wants_part(request) else "workers/worker_reveal.html"
    return render(request, template, context, status=422 if form.errors else 200)
