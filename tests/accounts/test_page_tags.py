"""Tags that pages are built with."""

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string

from laavu.accounts.templatetags.page import browser, problems, undo_address
from laavu.shared.parts import Figure


class Asked(forms.Form):
    name = forms.CharField(label="Name")
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("The period overlaps another.")


def test_faults_of_a_form_lead_to_their_fields() -> None:
    found = problems(Asked({}))
    assert found[0] == ("", "", "The period overlaps another.")
    assert found[1][:2] == ("id_name", "Name")
    assert found[2][0] == "", "a hidden field cannot be gone to"


def test_the_error_summary_links_to_the_field_and_takes_the_focus() -> None:
    page = render_to_string("parts/errors.html", {"form": Asked({})})
    assert 'href="#id_name"' in page
    assert "data-focus" in page


def test_a_form_without_faults_has_no_summary() -> None:
    assert render_to_string("parts/errors.html", {"form": forms.Form({})}).strip() == ""


def test_only_a_message_that_can_be_undone_has_a_button() -> None:
    assert undo_address(Message(25, "Ended.", extra_tags="undo:/x/")) == "/x/"
    assert undo_address(Message(25, "Ended.", extra_tags="other")) == ""
    assert undo_address(Message(25, "Ended.")) == ""


def test_an_icon_is_hidden_from_screen_readers() -> None:
    drawn = Template('{% load page %}{% icon "clock" %}').render(Context())
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn


def test_an_icon_that_does_not_exist_is_not_passed_over() -> None:
    with pytest.raises(FileNotFoundError):
        Template('{% load page %}{% icon "no-such-icon" %}').render(Context())


def test_a_key_figure_has_its_unit_its_period_and_what_it_was() -> None:
    figure = Figure("Hours", "1 200", "h", "2026", "900", "/hours/")
    page = render_to_string("parts/figures.html", {"figures": [figure]})
    for told in ("Hours", "1 200", "h", "2026", "900", 'href="/hours/"'):
        assert told in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604",
            "Safari, iPhone",
        ),
        ("curl/8.0", "curl/8.0"),
    ],
)
def test_a_browser_is_called_by_its_name(said: str, told: str) -> None:
    assert browser(said) == told
