"""Words by which a reader sorts what people wrote."""

LONGEST = 40
MOST = 10


def tags_of(typed: str) -> list[str]:
    """Tags parted by commas: small letters, each once, none too long."""
    found: list[str] = []
    for part in typed.replace("\0", "").split(","):
        tag = " ".join(part.lower().split())[:LONGEST].strip()
        if tag and tag not in found:
            found.append(tag)
    return found[:MOST]
