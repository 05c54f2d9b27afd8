"""Making and closing links and keys. A secret is told once, by what makes it."""

from datetime import date, datetime

from evaluation.models import ApiToken, Programme, Report, ShareLink
from evaluation.sharing.secret import digest_of, new_secret
from laavu.accounts.models import Municipality, User

SHOWN_OF_SECRET = 8


def make_link(
    opens: Programme | Report, *, for_whom: str, expires_on: date, by: User, at: datetime
) -> tuple[ShareLink, str]:
    """The link, and its secret."""
    secret = new_secret()
    link = ShareLink.objects.create(
        municipality_id=opens.municipality_id,
        programme=opens if isinstance(opens, Programme) else None,
        report=opens if isinstance(opens, Report) else None,
        for_whom=for_whom,
        digest=digest_of(secret),
        expires_on=expires_on,
        made_at=at,
        made_by=str(by),
    )
    return link, secret


def make_key(
    municipality: Municipality,
    *,
    name: str,
    opens_figures: bool,
    opens_reports: bool,
    expires_on: date,
    by: User,
    at: datetime,
) -> tuple[ApiToken, str]:
    """The key, and its secret."""
    secret = new_secret()
    token = ApiToken.objects.create(
        municipality=municipality,
        name=name,
        digest=digest_of(secret),
        beginning=secret[:SHOWN_OF_SECRET],
        opens_figures=opens_figures,
        opens_reports=opens_reports,
        expires_on=expires_on,
        made_at=at,
        made_by=str(by),
    )
    return token, secret


def close(row: ShareLink | ApiToken, *, by: User, at: datetime) -> None:
    """From now on it opens nothing. Who closed it first stands."""
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = at, str(by)
        row.save(update_fields=["revoked_at", "revoked_by"])
