"""What the program's own commands say of themselves."""

import pytest
from django.core.management import get_commands, load_command_class
from django.utils import translation

OWN = sorted(
    (app, name)
    for name, app in get_commands().items()
    if app.split(".")[0] in {"laavu", "villages", "workers", "placements", "evaluation"}
)


def test_there_are_commands_to_ask() -> None:
    assert ("placements", "import_register") in OWN


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize(("app", "name"), OWN)
def test_every_command_tells_its_use(app: str, name: str, language: str) -> None:
    with translation.override(language):
        command = load_command_class(app, name)
        use = command.help
        told = command.create_parser("manage.py", name).format_help()
    assert use
    assert " ".join(use.split()) in " ".join(told.split())
