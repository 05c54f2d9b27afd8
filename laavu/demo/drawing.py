"""Pictures for the demo, drawn: before the work and after it. They do not pretend to be photographs."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from villages.surveys.photos import Picture

WIDTH, HEIGHT = 640, 480
QUALITY = 80
SKY, WATER, GRASS, FOREST = "#dbe7ea", "#7fa9b8", "#9db37a", "#3f5f46"
WOOD, GREY_WOOD, DARK = "#b98a52", "#9a948a", "#3b352e"
WALL, PEELED, WHITE, FLOOR = "#e6dcc3", "#b9ab8c", "#f7f4ec", "#8c6a45"

Draw = Any  # ImageDraw.ImageDraw: Pillow's stubs leave its colours unnamed


def drawn(what: Callable[..., None], *, is_after: bool, seed: int = 1) -> Picture:
    """The picture as a JPEG, the same each time."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(image)
    what(draw, Random(seed), is_after=is_after)  # noqa: S311 - no secret hangs on it
    draw.rectangle((0, 0, WIDTH - 1, HEIGHT - 1), outline=DARK, width=4)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Picture(target.getvalue(), WIDTH, HEIGHT)


def paper(draw: Draw, _chance: Random, *, is_after: bool) -> None:
    """A contract as somebody photographs it on a table: its title can be read, its lines cannot.

    The built-in font has no letters with dots.
    """
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=WOOD)
    draw.rectangle((150, 20, 490, HEIGHT - 20), fill=WHITE, outline=GREY_WOOD)
    draw.text((185, 45), "SOPIMUS", fill=DARK, font=ImageFont.load_default(24))
    for line in range(9):
        draw.rectangle((185, 100 + line * 28, 455 - line % 3 * 40, 106 + line * 28), fill=GREY_WOOD)
    if is_after:  # signed
        draw.line([(190, 400), (215, 380), (225, 410), (250, 385), (290, 402)], fill=DARK, width=3)
        draw.line([(350, 405), (365, 378), (390, 408), (440, 392)], fill=DARK, width=3)


def pier(draw: Draw, chance: Random, *, is_after: bool) -> None:
    """A pier into the lake: planks grey and gone, or new ones."""
    _trees(draw, chance, 190)
    draw.rectangle((0, 190, WIDTH, HEIGHT), fill=WATER)
    for _wave in range(26):
        x, y = chance.randrange(WIDTH), chance.randrange(210, HEIGHT)
        draw.line((x, y, x + 46, y), fill="#a8c6d0", width=3)
    draw.line((235, 240, 130, HEIGHT), fill=DARK, width=10)
    draw.line((405, 240, 510, HEIGHT), fill=DARK, width=10)
    for number in range(9):
        y = 240 + number * 27
        lean = 0 if is_after else chance.randrange(-9, 10)
        if not is_after and number in (2, 5, 6):
            continue
        left, right = 235 - number * 12, 405 + number * 12
        colour = WOOD if is_after else GREY_WOOD
        draw.polygon(
            ((left, y), (right, y + lean), (right + 8, y + 20 + lean), (left - 8, y + 20)),
            fill=colour,
            outline=DARK,
        )


def kitchen(draw: Draw, chance: Random, *, is_after: bool) -> None:
    """A kitchen wall: paint that peels, or a new coat."""
    draw.rectangle((0, 0, WIDTH, 340), fill=WHITE if is_after else WALL)
    draw.rectangle((0, 340, WIDTH, HEIGHT), fill=FLOOR)
    if not is_after:
        for _patch in range(16):
            x, y = chance.randrange(20, 600), chance.randrange(10, 320)
            points = [(x + chance.randrange(-34, 35), y + chance.randrange(-22, 23)) for _one in range(6)]
            draw.polygon(points, fill=PEELED)
    draw.rectangle((250, 50, 400, 190), fill=SKY, outline=DARK, width=6)
    draw.line((325, 50, 325, 190), fill=DARK, width=5)
    draw.rectangle((40, 250, 600, 345), fill="#c9d3c4" if is_after else "#a79f8d", outline=DARK, width=4)
    for x in range(40, 600, 140):
        draw.line((x, 250, x, 345), fill=DARK, width=3)
        draw.ellipse((x + 110, 290, x + 122, 302), fill=DARK)


def path(draw: Draw, chance: Random, **_phase: bool) -> None:
    """A path over a bog that wants duckboards."""
    _trees(draw, chance, 170)
    draw.rectangle((0, 170, WIDTH, HEIGHT), fill=GRASS)
    draw.polygon(((290, 170), (350, 170), (520, HEIGHT), (120, HEIGHT)), fill="#6f6148")
    for _pool in range(9):
        x, y = chance.randrange(190, 420), chance.randrange(240, 450)
        draw.ellipse((x, y, x + 70, y + 22), fill=WATER)


def hall(draw: Draw, chance: Random, *, is_after: bool) -> None:
    """The hall of a village house: boards on the window and holes in the floor, or in use."""
    draw.rectangle((0, 0, WIDTH, 300), fill=WHITE if is_after else WALL)
    draw.polygon(((0, 300), (WIDTH, 300), (WIDTH, HEIGHT), (0, HEIGHT)), fill=WOOD if is_after else "#6d5d47")
    for x in range(-200, WIDTH + 200, 70):
        draw.line((320 + (x - 320) * 0.5, 300, x, HEIGHT), fill=DARK, width=2)
    for left in (80, 420):
        draw.rectangle(
            (left, 70, left + 140, 210), fill=SKY if is_after else "#57503f", outline=DARK, width=6
        )
        if not is_after:
            draw.line((left, 100, left + 140, 150), fill=GREY_WOOD, width=20)
            draw.line((left, 180, left + 140, 130), fill=GREY_WOOD, width=20)
    if is_after:
        draw.rectangle((200, 330, 440, 350), fill="#c9d3c4", outline=DARK, width=3)
        for x in (215, 420):
            draw.line((x, 350, x, 420), fill=DARK, width=8)
        return
    for _hole in range(5):
        x, y = chance.randrange(60, 540), chance.randrange(330, 440)
        draw.ellipse((x, y, x + 80, y + 26), fill=DARK)


def _trees(draw: Draw, chance: Random, ground: int) -> None:
    for x in range(-20, WIDTH + 20, 34):
        height = chance.randrange(60, 130)
        draw.polygon(((x, ground), (x + 22, ground - height), (x + 44, ground)), fill=FOREST)
