"""A QR code holds its address: read back from the squares of its picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import segno

from laavu.shared.qr import QUIET, qr_svg

ADDRESS = "https://laavu.example/tunnit/0192e9f2-7c1a-7d3e-8f60-1c5a2b3d4e5f/2026-11/paperilta/"


def squares(svg: str) -> set[tuple[int, int]]:
    """Columns and rows that the picture's path makes dark."""
    runs = re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg)
    return {(int(x) + step, int(y)) for x, y, length in runs for step in range(int(length))}


def test_the_picture_has_exactly_the_dark_squares_of_the_code() -> None:
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, value in enumerate(row) if value}
    assert squares(qr_svg(ADDRESS, "Tuntilista")) == dark


def test_a_label_cannot_break_out_of_the_picture() -> None:
    label = 'Tunnit <script> & "lista"'
    picture = ElementTree.fromstring(qr_svg(ADDRESS, label))  # noqa: S314 - our own picture
    assert picture.get("aria-label") == label
    assert picture.get("role") == "img"
