"""Run cases of law against the rules: `law_cases PATH... [--json]`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from laavu.law.answers import plain
from laavu.law.cases import Result, run_paths
from laavu.law.parameters.schema import ParameterError


class Command(BaseCommand):
    help = "Run case files of law and tell which come out as expected."
    requires_system_checks = ()  # the law needs neither database nor settings

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="case files, or folders of them"
        )
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *_: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        absent = [str(path) for path in paths if not path.exists()]
        if absent:
            raise CommandError(f"no such file or folder: {', '.join(absent)}", returncode=2)
        try:
            results = run_paths(paths)
        except ParameterError as error:
            raise CommandError(str(error), returncode=1) from error
        failed = sum(not result.ok for result in results)
        if options["json"]:
            self.stdout.write(json.dumps(_document(results, failed), ensure_ascii=False, indent=2))
        else:
            for result in results:
                self.stdout.write(result.line())
        if failed:
            raise CommandError(f"{failed} of {len(results)} cases failed", returncode=1)


def _document(results: list[Result], failed: int) -> dict[str, object]:
    return {"total": len(results), "failed": failed, "cases": plain(results)}
