"""Background work that the user asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, own_jobs
from laavu.shared.lists import page_of


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Newest first. While something runs, the page asks for its list again every two seconds."""
    page = page_of(own_jobs(actor(request)), request.GET, "-asked_at", "-pk")
    rows = page.in_order(own_jobs(actor(request)))
    context = {"page": page, "rows": rows, "is_going_on": any(not job.is_over for job in rows)}
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "accounts/jobs_list.html" if is_part else "accounts/jobs.html", context)
