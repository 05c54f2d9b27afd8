"""What was answered: counted, read and tagged, taken along, put up in the village."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Func
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.jobs import start
from laavu.accounts.records import done
from laavu.shared.filters import address_with, asked_words, chips, filters_of, with_all
from laavu.shared.http import file_response, sheet_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from villages.access import answer_file_read, answer_write, photo_read, survey_write
from villages.models import Answer, Survey, Village
from villages.surveys import files, results, sheets
from villages.surveys.asking import Asked
from villages.surveys.contacts import reachable
from villages.surveys.outside import outside
from villages.surveys.paper import notice_sheet
from villages.surveys.photos import opened
from villages.surveys.tags import tags_of
from villages.tasks import write_answer_file
from villages.views.sections import survey_sections, surveys_crumb
from villages.works.sources import Became, became_of, key_of, of_survey, words_of

FILES_SHOWN = 5


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "fi"))


def _around(survey: Survey, current: str) -> dict[str, Any]:
    return {
        "survey": survey,
        "crumbs": [surveys_crumb(), Chip(str(survey), survey.get_absolute_url())],
        "sections": survey_sections(survey, current),
    }


def _asked_village(request: HttpRequest, survey: Survey) -> Village | None:
    try:
        public_id = UUID(request.GET.get("village", ""))
    except ValueError:
        return None
    return Village.objects.filter(municipality=survey.municipality, public_id=public_id).first()


@require_safe
@allowed(coordinator)
def survey_results(request: HttpRequest, public_id: UUID) -> HttpResponse:
    survey = survey_write(actor(request), public_id)
    village = _asked_village(request, survey)
    villages = results.by_village(survey)
    days = results.flow(results.responses_of(survey, village))
    chosen = str(village.public_id) if village else ""
    context = _around(survey, "survey_results") | {
        "results": results.results(survey, _language(request), village),
        "flow": results.flow_chart(days),
        "count": sum(number for _day, number in days),
        "village": village,
        "became": of_survey(survey),
        "villages": [
            Chip(_("All villages"), address_with(request.GET, "village", ""), village is None),
            *(
                Chip(
                    name,
                    address_with(request.GET, "village", key),
                    chosen == key,
                    number,
                )
                for key, name, number in villages
                if key
            ),
        ],
    }
    return render(request, "villages/survey_results.html", context)


@require_safe
@allowed(coordinator)
def survey_texts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was written in words, to read and to tag."""
    survey = survey_write(actor(request), public_id)
    known = results.questions_of(survey, _language(request))
    readable = [(code, one.text) for code, (one, _ids) in known.items() if one.kind in results.READ]
    code = request.GET.get("question", "")
    ids = [
        pk for key, (one, of) in known.items() if one.kind in results.READ and code in ("", key) for pk in of
    ]
    rows = Answer.objects.filter(question_id__in=ids)
    tags = _tags(rows)
    rows = _narrowed(request, rows)
    page = page_of(rows, request.GET, "-id")
    found = page.in_order(
        Answer.objects.select_related("response__village", "question").prefetch_related("photos")
    )
    became = became_of(found)
    context = _around(survey, "survey_texts") | {
        "page": page,
        "rows": [_shown(row, known, became) for row in found],
        "query": asked_words(request.GET),
        "kept": filters_of(request.GET, "question", "tag"),
        "question_chips": chips(request.GET, "question", with_all(readable)),
        "tag_chips": chips(request.GET, "tag", with_all([(tag, tag) for tag in tags])) if tags else [],
        "here": request.get_full_path(),
    }
    return render(request, "villages/survey_texts.html", context)


def _tags(rows: Any) -> list[str]:
    each = Func(F("tags"), function="unnest", output_field=CharField())
    return sorted(set(rows.exclude(tags=[]).annotate(tag=each).values_list("tag", flat=True)))


def _narrowed(request: HttpRequest, rows: Any) -> Any:
    for word in asked_words(request.GET).split():
        rows = rows.filter(text__icontains=word)
    tag = request.GET.get("tag", "").replace("\0", "")
    return rows.filter(tags__contains=[tag]) if tag else rows


@dataclass(frozen=True, slots=True)
class Line:
    """What can be ticked: an answer or one of its rows, and what became of it."""

    key: str
    text: str
    became: list[Became]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to read. Its text is one line, its rows are many."""

    answer: Answer
    asked: Asked
    whole: Line | None
    lines: list[Line]


def _shown(row: Answer, known: Any, became: dict[int, dict[int | None, list[Became]]]) -> Shown:
    one = known[row.question.code][0]
    of = became.get(row.pk, {})
    if not isinstance(row.parts, list):
        whole = Line(key_of(row, None), row.text, of.get(None, [])) if row.text else None
        return Shown(row, one, whole, [])
    lines = [
        Line(key_of(row, number), words_of(row, number, one), of.get(number, []))
        for number in range(len(row.parts))
    ]
    return Shown(row, one, None, lines)


@require_POST
@allowed(coordinator)
def answer_tag(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The words that the reader gives an answer, parted by commas."""
    answer = answer_write(actor(request), public_id)
    answer.tags = tags_of(request.POST.get("tags", ""))
    answer.save(update_fields=["tags"])
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, None):
        back = reverse("survey_texts", args=[answer.response.survey.public_id])
    return HttpResponseRedirect(back)


@require_safe
@allowed(coordinator)
def survey_photo(request: HttpRequest, public_id: UUID, file_format: str) -> HttpResponse:
    """A picture, opened for this one look."""
    if file_format != "jpg":
        raise Http404
    answer = HttpResponse(opened(photo_read(actor(request), public_id)), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@allowed(coordinator)
def survey_export(request: HttpRequest, public_id: UUID, file_format: str) -> HttpResponseBase:
    """All answers, for the municipality alone. A file that one would wait for is made in the background."""
    survey = survey_write(actor(request), public_id)
    if file_format not in files.FORMATS:
        raise Http404
    if files.is_large(survey, file_format):
        context = _around(survey, "survey_results") | {"file_format": file_format}
        context["files"] = survey.answer_files.defer("content").order_by("-made_at", "-id")[:FILES_SHOWN]
        return render(request, "villages/survey_file.html", context)
    content = files.answers_at_once(survey, file_format, _language(request))
    return file_response(content, files.name_of(survey), file_format)


@require_POST
@allowed(coordinator)
def survey_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have the file of all answers made in the background."""
    who = actor(request)
    survey = survey_write(who, public_id)
    asked = request.POST.get("file_format", "")
    file_format = asked if asked in files.FORMATS else "xlsx"
    start(
        write_answer_file,
        kind="answer_file",
        title=_("Answers of %(survey)s (%(format)s)") % {"survey": survey, "format": file_format.upper()},
        actor=who,
        arguments={
            "survey_id": survey.pk,
            "file_format": file_format,
            "language": _language(request),
            "by": str(who.user),
        },
    )
    said = _("The file is being made. It stands here when it is ready; you can go on with other things.")
    return done(request, reverse("jobs"), said)


@require_safe
@allowed(coordinator)
def answer_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """A file that was made in the background."""
    row = answer_file_read(actor(request), public_id)
    response = file_response(BytesIO(files.content_of(row)), files.name_of(row.survey), row.file_format)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_safe
@allowed(coordinator)
def survey_counts(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Counts that may be given to anybody: small ones are left empty."""
    survey = survey_write(actor(request), public_id)
    cells = sheets.count_cells(outside(survey, _language(request)).of(None).results)
    return sheet_response(_("Counts for everybody"), file_format, sheets.count_columns(), cells)


@require_safe
@allowed(coordinator)
def survey_sheet(request: HttpRequest, public_id: UUID, language: str, file_format: str) -> FileResponse:
    """One page for the village's notice board; small numbers are not told."""
    survey = survey_write(actor(request), public_id)
    if file_format != "pdf":
        raise Http404
    village = _asked_village(request, survey)
    with translation.override(language if language in survey.languages else survey.languages[0]):
        language = translation.get_language()
        told = outside(survey, language).of(village)
        content = notice_sheet(survey, village, told, language, on=timezone.localdate())
        return file_response(content, f"{survey} {village or ''}", "pdf")


@require_safe
@allowed(coordinator)
def survey_contacts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Those who may be reached, by name: nothing here leads to what they answered."""
    survey = survey_write(actor(request), public_id)
    context = _around(survey, "survey_contacts") | {
        "rows": reachable(survey, on=timezone.localdate()),
        "limit": survey.municipality.count_limit,
    }
    return render(request, "villages/survey_contacts.html", context)
