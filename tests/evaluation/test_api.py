"""The interface for programs: who comes in, what is given, and that it is what its description says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for

from evaluation.models import ApiToken, ApiUse, Report
from evaluation.sharing.secret import digest_of
from laavu.shared import formats
from tests.cast import Cast, client_of, make_cast
from tests.evaluation.world import PERIOD, make_world
from tests.factories import make_municipality
from tests.sharing import make_correction, make_key, make_report

pytestmark = pytest.mark.django_db
SECRET = "k" * 43
# The OpenAPI Initiative's own schema of OpenAPI 3.1 documents (Apache License 2.0).
STANDARD = Path(__file__).parent / "openapi-3.1.schema.json"
PROTECTED = ("/api/v1/indicators", "/api/v1/figures", "/api/v1/reports", "/api/v1/reports/1/1.json")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def key(cast: Cast) -> ApiToken:
    return make_key(cast.municipality, secret=SECRET, opens_reports=True)


@pytest.fixture
def report(cast: Cast) -> Report:
    programme = make_world(cast.municipality)
    return make_report(cast.municipality, PERIOD, programme=programme, language="fi")


def ask(path: str, secret: str = SECRET, **query: str) -> Any:
    return Client().get(path, query, headers={"Authorization": f"Bearer {secret}"})


def description() -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    return found


def check(data: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description()["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)


def test_the_description_is_openapi() -> None:
    standard = json.loads(STANDARD.read_text(encoding="utf-8"))
    validator_for(standard)(standard).validate(description())


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict) and "$ref" in part:
        yield part["$ref"]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for value in inner:
        yield from references(value)


def test_every_reference_and_every_address_of_the_description_is_there() -> None:
    text = description()
    for reference in references(text):
        found: Any = text
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]
    given = {"number": "1", "version": "1", "format": "json"}
    for path in text["paths"]:
        assert Client().get(path.format(**given)).status_code in {200, 401}, path


def test_the_catalogue_answers_its_schema(key: ApiToken) -> None:
    for language in ("fi", "sv", "en"):
        answer = ask("/api/v1/indicators", lang=language)
        check(answer.json(), "Catalogue")
        assert answer.headers["Content-Language"] == language


def test_figures_are_those_of_published_reports(key: ApiToken, report: Report) -> None:
    answer = ask("/api/v1/figures")
    check(answer.json(), "FigureList")
    (found,) = answer.json()["figures"]
    assert found["indicators"] == report.data["indicators"]
    assert found["indicators"]["participants"]["value"] == "12"


def test_a_corrected_report_gives_its_newest_figures(cast: Cast, key: ApiToken, report: Report) -> None:
    make_correction(report)
    assert [one["version"] for one in ask("/api/v1/figures").json()["figures"]] == [2]
    assert [one["version"] for one in ask("/api/v1/reports").json()["reports"]] == [2, 1]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"from": "2026-01-01", "to": "2026-06-30"}, 1),
        ({"from": "2026-01-02"}, 0),
        ({"programme": ""}, 0),
        ({"programme": "no such"}, 0),
    ],
)
def test_periods_and_programmes_choose_among_what_was_published(
    key: ApiToken, report: Report, query: dict[str, str], number: int
) -> None:
    """Nothing is counted for another period: differences of free periods could tell of one person."""
    assert len(ask("/api/v1/figures", **query).json()["figures"]) == number
    assert len(ask("/api/v1/reports", **query).json()["reports"]) == number


def test_reports_answer_their_schema_and_give_their_files(key: ApiToken, report: Report) -> None:
    answer = ask("/api/v1/reports").json()
    check(answer, "ReportList")
    files = answer["reports"][0]["files"]
    for name, starts in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        content = b"".join(ask(files[name].removeprefix("http://testserver")).streaming_content)
        assert content.startswith(starts), name


def test_the_data_of_a_report_answers_the_schema_that_is_served(key: ApiToken, report: Report) -> None:
    schema = Client().get("/api/v1/report.schema.json").json()
    Draft202012Validator.check_schema(schema)
    answer = ask(f"/api/v1/reports/{report.number}/{report.version}.json")
    data = json.loads(b"".join(answer.streaming_content))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    assert answer.headers["Link"] == '</api/v1/report.schema.json>; rel="describedby"'
    hidden = [code for code, entry in data["indicators"].items() if entry["suppressed"]]
    data["indicators"][(hidden or list(data["indicators"]))[0]] |= {"suppressed": True, "value": "3", "n": 3}
    assert not Draft202012Validator(schema).is_valid(data)


@pytest.mark.parametrize("path", PROTECTED)
@pytest.mark.parametrize("why", ["none", "mistyped", "over", "closed", "another way"])
def test_without_an_open_key_nobody_comes_in(cast: Cast, path: str, why: str) -> None:
    fields: dict[str, Any] = {"expires_on": date(2020, 1, 1)} if why == "over" else {}
    token = make_key(cast.municipality, secret=SECRET, opens_reports=True, **fields)
    if why == "closed":
        client_of(cast.administrator).post(reverse("api_key_close", args=[token.public_id]))
    given = {"none": {}, "mistyped": {"Authorization": f"Bearer {SECRET}x"}, "another way": {"X-Key": SECRET}}
    answer = Client().get(path, headers=given.get(why, {"Authorization": f"Bearer {SECRET}"}))
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Laavu"'
    check(answer.json(), "Problem")
    assert not answer.cookies


def test_a_key_opens_what_it_was_made_for(cast: Cast, report: Report) -> None:
    make_key(cast.municipality, secret=SECRET)
    assert ask("/api/v1/figures").status_code == 200
    answer = ask("/api/v1/reports")
    assert answer.status_code == 403
    check(answer.json(), "Problem")


def test_another_municipality_finds_nothing_of_it(report: Report) -> None:
    make_key(make_municipality(), secret=SECRET, opens_reports=True)
    assert ask("/api/v1/figures").json()["figures"] == []
    assert ask("/api/v1/reports").json()["reports"] == []
    answer = ask(f"/api/v1/reports/{report.number}/{report.version}.pdf")
    assert answer.status_code == 404
    check(answer.json(), "Problem")


@pytest.mark.parametrize("query", [{"from": "31.3.2026"}, {"before": "nothing"}, {"programme": "a\0b"}])
def test_a_wrong_question_is_told(key: ApiToken, query: dict[str, str]) -> None:
    answer = ask("/api/v1/figures", **query)
    assert answer.status_code == 400
    check(answer.json(), "Problem")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written(key: ApiToken, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(
        "/api/v1/figures", headers={"Authorization": f"Bearer {SECRET}"}
    )
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    check(answer.json(), "Problem")


def test_no_answer_sets_a_cookie(key: ApiToken, report: Report) -> None:
    paths = [*PROTECTED, "/api/v1/", "/api/v1/openapi.json", "/api/v1/report.schema.json", "/api/nothing"]
    for path in paths:
        answer = ask(path)
        assert not answer.cookies, path
        assert answer.headers["Cache-Control"] == "private, no-store", path


def test_too_many_requests_have_to_wait(key: ApiToken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.api.views.door.MOST_BY_KEY", 2)
    with time_machine.travel("2026-07-01 12:00:10"):
        answers = [ask("/api/v1/indicators") for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    check(answers[2].json(), "Problem")


def test_the_day_of_use_is_kept_once(cast: Cast, key: ApiToken) -> None:
    with time_machine.travel("2026-07-01 12:00"):
        ask("/api/v1/indicators")
        ask("/api/v1/figures")
        assert list(ApiUse.objects.values_list("used_on", flat=True)) == [date(2026, 7, 1)]
        text = client_of(cast.administrator).get(reverse("api_keys")).content.decode()
    with override("en"):
        assert formats.day(date(2026, 7, 1)) in text


def test_the_key_is_shown_once_and_only_its_hash_is_kept(cast: Cast) -> None:
    with time_machine.travel("2026-07-01"):
        answer = client_of(cast.administrator).post(
            reverse("api_key_new"), {"name": "BI", "opens_figures": "on", "expires_on": "30.6.2027"}
        )
    secret = answer.context["secret"]
    kept = ApiToken.objects.get()
    assert (kept.digest, kept.beginning) == (digest_of(secret), secret[:8])
    assert kept.made_by == str(cast.administrator)
    assert secret not in client_of(cast.administrator).get(reverse("api_keys")).content.decode()


def test_a_key_that_opens_nothing_is_refused(cast: Cast) -> None:
    with time_machine.travel("2026-07-01"):
        answer = client_of(cast.administrator).post(
            reverse("api_key_new"), {"name": "BI", "expires_on": "30.6.2027"}
        )
    assert answer.status_code == 422
    assert "Choose what the key opens." in answer.content.decode()
    assert 'value="BI"' in answer.content.decode()


def test_people_read_in_their_own_language_what_each_address_gives() -> None:
    described = json.loads(Client().get("/api/v1/openapi.json").content)
    page = Client(headers={"accept-language": "fi"}).get("/api/v1/").content.decode()
    for path, entry in described["paths"].items():
        assert path in page
        assert entry["get"]["summary"] not in page
    assert "Julkaistut raportit, kaikki versiot" in page
