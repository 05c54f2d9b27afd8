"""Answering a survey without an account or a cookie, and having an answer deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from laavu.accounts.acting import Walled, while_open
from laavu.shared.parts import Chip
from villages.choices import LANGUAGES, AnswerWay
from villages.models import Invitation, Question, Response, SurveyVersion, Village
from villages.models.surveys import in_language
from villages.surveys import versions
from villages.surveys.asking import Asked, all_asked, fingerprint
from villages.surveys.gate import is_crowded, seconds_since, shown_now, suspicion
from villages.surveys.keeping import Filled, delete_by_code, keep
from villages.surveys.page import shown
from villages.surveys.reading import LONGEST_LINE, Reading, Wrong, cleaned, read_answers
from villages.surveys.scope import (
    answer_hash,
    contact_hash,
    deletion_code,
    invited,
    plain_code,
    submission_hash,
)

TOO_MANY = 429


@dataclass(slots=True)
class Form:
    """The survey behind a link, in one language, with what was sent of it."""

    invitation: Invitation
    version: SurveyVersion
    questions: Sequence[Asked]
    mark: str
    language: str
    villages: Sequence[Village]
    village: Village | None = None
    contact: dict[str, str] = field(default_factory=dict)
    contact_errors: dict[str, str] = field(default_factory=dict)


# No cookie and no session stands behind the form, so there is nothing that another site could misuse.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_answer(request: HttpRequest, token: str) -> HttpResponse:
    key = _key(request)
    language = _language(request)
    if key is not None and (kept := _kept_before(request, token, key, language)):
        return kept
    with invited(invitation=token, **_proofs(key)):
        form = _form(token, language)
        if form is None:
            return _closed(request, language)
        with translation.override(form.language):
            if request.method != "POST":
                return _page(request, form, key=uuid4())
            return _take(request, form, key)


def _key(request: HttpRequest) -> UUID | None:
    """The device's key of this filled form."""
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return None


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(LANGUAGES) else ""


def _proofs(key: UUID | None) -> dict[str, str]:
    if key is None:
        return {}
    return {"submission": submission_hash(key), "contact": contact_hash(deletion_code(key))}


def _kept_before(request: HttpRequest, token: str, key: UUID, language: str) -> HttpResponse | None:
    """The first result again for a form that has arrived already, even if the survey has closed since."""
    with invited(submission=submission_hash(key)):
        response = Response.objects.filter(submission_hash=submission_hash(key)).first()
    return _thanks(request, token, key, language or response.language) if response else None


def _form(token: str, language: str) -> Form | None:
    """The open survey; None when the link opens nothing now."""
    found = Invitation.objects.select_related("survey__municipality", "village").filter(token=token)
    invitation = found.first()
    version = versions.published(invitation.survey) if invitation else None
    if invitation is None or version is None:
        return None
    chosen = language if language in invitation.survey.languages else invitation.survey.languages[0]
    form = Form(invitation, version, (), "", chosen, [])
    if invitation.village is None:
        # Of villages the link opens those of its survey and no others.
        form.villages = list(Village.objects.order_by("sort_key", "id"))
    form.village = invitation.village
    _ask(form, version)
    return form


def _ask(form: Form, version: SurveyVersion) -> None:
    questions = list(Question.objects.filter(version=version))
    form.version = version
    form.questions = all_asked(questions, form.language)
    form.mark = f"{version.number}.{fingerprint(questions)}"


def _closed(request: HttpRequest, language: str) -> HttpResponse:
    with translation.override(language or "fi"):
        context = {
            "heading": _("This survey is not open"),
            "sentence": _(
                "The address may be mistyped, or the survey has ended. Check the poster or ask who gave it."
            ),
        }
        return _answer(request, "villages/answer_closed.html", context, 404)


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer.headers["Content-Language"] = translation.get_language()
    return answer


def _thanks(request: HttpRequest, token: str, key: UUID, language: str) -> HttpResponse:
    with translation.override(language):
        again = f"{reverse('survey_answer', args=[token])}?language={language}"
        context = {"code": deletion_code(key), "token": token, "again": again, "language": language}
        return _answer(request, "villages/answer_kept.html", context)


def _take(request: HttpRequest, form: Form, key: UUID | None) -> HttpResponse:
    """Keep what was sent, or give it back with what is wrong."""
    if is_crowded(form.invitation):
        remark = _("Very many answers come by this link just now. Send again in a few minutes.")
        return _page(request, form, key=key or uuid4(), remark=remark, status=TOO_MANY)
    remark = _unfitting(request, form, key)
    reading = read_answers(form.questions, request.POST, request.FILES)
    _take_village(request, form)
    _take_contact(request, form)
    if remark or key is None or reading.errors or form.contact_errors:
        return _page(request, form, key=key or uuid4(), remark=remark, reading=reading, status=422)
    return _keep(request, form, key, reading)


def _unfitting(request: HttpRequest, form: Form, key: UUID | None) -> str:
    """Why the sending as a whole is not taken; moves the form to the version that the sender saw."""
    sent = request.POST.get("_version", "")
    if sent != form.mark and not _older_version(form, sent):
        return _(
            "The questions have been changed since you opened the page. Check your answers and send again."
        )
    if key is None:
        return _("The page was not whole. Check your answers and send them again.")
    return suspicion(request.POST.dict(), form.invitation.token)


def _older_version(form: Form, sent: str) -> bool:
    """Take the answers to the questions as they were asked, if they were asked once and stand still."""
    number = sent.partition(".")[0]
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        return False
    version = SurveyVersion.objects.filter(survey=form.invitation.survey, number=int(number)).first()
    if version is None:
        return False
    newest = form.version
    _ask(form, version)
    if form.mark == sent:
        return True
    _ask(form, newest)
    return False


def _take_village(request: HttpRequest, form: Form) -> None:
    chosen = request.POST.get("_village", "")
    for village in form.villages:
        if str(village.public_id) == chosen:
            form.village = village


def _take_contact(request: HttpRequest, form: Form) -> None:
    if not form.invitation.survey.asks_contact:
        return
    for name, longest in (("name", 200), ("phone", 40), ("email", 254)):
        try:
            form.contact[name] = cleaned(request.POST.get(f"_{name}", ""), min(longest, LONGEST_LINE))
        except Wrong as error:
            form.contact_errors[name] = str(error)
    if any(form.contact.values()):
        _check_contact(form)


def _check_contact(form: Form) -> None:
    if not form.contact.get("name"):
        form.contact_errors["name"] = _("Give your name, or leave all three empty.")
    if not form.contact.get("phone") and not form.contact.get("email"):
        form.contact_errors["phone"] = _("Give a phone number or an e-mail address.")
    if form.contact.get("email"):
        try:
            validate_email(form.contact["email"])
        except ValidationError:
            form.contact_errors["email"] = _("This is not an e-mail address.")


def _keep(request: HttpRequest, form: Form, key: UUID, reading: Reading) -> HttpResponse:
    filled = Filled(
        survey=form.invitation.survey, version=form.version, questions=form.questions,
        values=reading.values, key=key, language=form.language, way=AnswerWay.LINK, village=form.village,
        invitation=form.invitation, contact=form.contact,
    )  # fmt: skip
    try:
        with while_open():
            keep(filled, at=timezone.now(), on=timezone.localdate())
    except (IntegrityError, Walled):
        if _form(form.invitation.token, form.language) is None:
            return _closed(request, form.language)
        # The same form came twice at once, or a question went while it was sent.
        kept = _kept_before(request, form.invitation.token, key, form.language)
        if kept is not None:
            return kept
        remark = _(
            "The questions have been changed since you opened the page. Check your answers and send again."
        )
        return _page(request, form, key=key, remark=remark, reading=reading, status=422)
    return _thanks(request, form.invitation.token, key, form.language)


def _page(
    request: HttpRequest, form: Form, *, key: UUID, remark: str = "", reading: Reading | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    token = form.invitation.token
    survey = form.invitation.survey
    address = reverse("survey_answer", args=[token])
    sent = request.POST if request.method == "POST" else None
    errors = reading.errors if reading else {}
    stamp = request.POST.get("_shown", "")
    context = {
        "survey": survey,
        "invitation": form.invitation,
        "title": in_language(survey, "title", form.language),
        "intro": in_language(survey, "intro", form.language),
        "questions": shown(form.questions, sent, errors),
        "villages": [(row, row == form.village) for row in form.villages],
        "contact": _contact_fields(form),
        "languages": [
            Chip(code, f"{address}?language={code}", code == form.language) for code in survey.languages
        ],
        "action": f"{address}?language={form.language}",
        "key": key,
        "shown_at": stamp if seconds_since(stamp, token) is not None else shown_now(token),
        "version": form.mark,
        "remark": remark,
        "errors": _summary(form, errors),
    }
    return _answer(request, "villages/answer.html", context, status)


def _contact_fields(form: Form) -> list[tuple[str, str, str, str, str]]:
    labels = (("name", _("Name"), "text"), ("phone", _("Phone"), "tel"), ("email", _("E-mail"), "email"))
    return [
        (f"_{name}", label, kind, form.contact.get(name, ""), form.contact_errors.get(name, ""))
        for name, label, kind in labels
    ]


def _summary(form: Form, errors: dict[str, str]) -> list[tuple[str, str]]:
    """Where each error stands on the page, and what it is about."""
    found = []
    for name, error in errors.items():
        question = next(one for one in form.questions if one.code == name.partition(".")[0])
        found.append((f"q-{question.code}", f"{question.text}: {error}"))
    return found + [(f"f-_{name}", error) for name, error in form.contact_errors.items()]


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_delete(request: HttpRequest) -> HttpResponse:
    """Deletes the answer of a code, with its pictures and the contact details given beside it."""
    language = _language(request) or "fi"
    with translation.override(language):
        context = {"language": language, "typed": "", "error": "", "deleted": False}
        if request.method != "POST":
            return _answer(request, "villages/answer_delete.html", context)
        typed = request.POST.get("code", "")[:40]
        code = plain_code(typed)
        if code:
            with invited(deletion=answer_hash(code), contact=contact_hash(code)):
                context["deleted"] = delete_by_code(code)
        if context["deleted"]:
            return _answer(request, "villages/answer_delete.html", context)
        context |= {
            "typed": typed,
            "error": _("No answer has this code. Check each letter; it may have been deleted already."),
        }
        return _answer(request, "villages/answer_delete.html", context, 422)
