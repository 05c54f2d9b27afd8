"""QR codes: an address for a phone, as a picture in the page or on paper."""

from xml.sax.saxutils import escape, quoteattr

import segno
from django.utils.safestring import SafeString

QUIET = 4  # light squares around the code, as the standard asks


def qr_svg(address: str, label: str) -> SafeString:
    """The address as an SVG that has the label as its title. Black on white, so that a copier keeps it.

    A seventh of the code may be dirty or torn (error correction M).
    """
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}.5h{length}"  # a line through the middle of the squares
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img"'
        f" aria-label={quoteattr(label)}><title>{escape(label)}</title>"
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" stroke="#000"/></svg>'
    )


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Starts and lengths of what is dark in the row."""
    found: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
