"""The pack as a PDF with its papers inside, and the ZIP of an audit with index and checksums."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.accounts.crypto import CannotDecrypt, decrypt_bytes, encrypt_bytes
from laavu.law.period import Period, month_of
from laavu.shared import formats
from laavu.shared.pdf import Attachment, Document, render_pdf
from laavu.shared.sheets import Column, Kind, SheetToWrite, write_csv, write_xlsx
from laavu.shared.uploads import MEDIA_TYPES
from placements.choices import EvidenceKind
from placements.claims.showing import cells_of
from placements.evidence.gathering import Evidence, evidence_of, months_with_work
from placements.models import DecisionQuerySet, EvidenceFile, Placement, SubsidyDecision
from villages.documents.keeping import opened
from villages.models import Association

Notice = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """A PDF with what it is of."""

    evidence: Evidence
    name: str
    content: bytes
    unreadable: tuple[str, ...] = ()


def pack_of(placement: Placement, first_day: date, made: Made) -> Pack:
    """The month's evidence as a tagged PDF; papers that cannot be opened are named as missing."""
    evidence = evidence_of(placement, first_day)
    attachments, unreadable = _attachments(evidence)
    title = title_of(placement, first_day)
    context = {
        "evidence": evidence, "title": title, "made": made, "unreadable": unreadable,
        "claims": [(line, cells_of(line)) for line in evidence.claim_lines],
    }  # fmt: skip
    document = Document(
        title=title, author=str(placement.association or placement.employer),
        number=_("Evidence %(month)s") % {"month": formats.month(first_day)}, written_at=made.at,
    )  # fmt: skip
    content = render_pdf("placements/pdf/evidence.html", context, document=document, attachments=attachments)
    number = placement.public_id.hex[-6:]
    name = f"{first_day:%Y-%m}-{slugify(str(placement.worker)) or 'henkilo'}-{number}.pdf"
    return Pack(evidence, name, content, unreadable)


def title_of(placement: Placement, first_day: date) -> str:
    told = {"name": placement.worker, "month": formats.month(first_day)}
    return _("Evidence: %(name)s, %(month)s") % told


def _attachments(evidence: Evidence) -> tuple[list[Attachment], tuple[str, ...]]:
    found, unreadable = [], []
    for number, paper in enumerate(evidence.documents, start=1):
        try:
            content = opened(paper)
        except CannotDecrypt:
            unreadable.append(paper.file_name)
            continue
        name = f"{number:02}-{paper.kind}.{paper.suffix}"
        media_type = MEDIA_TYPES[paper.suffix].partition(";")[0]
        described = f"{paper.get_kind_display()}: {paper.file_name}"
        found.append(Attachment(name, content, media_type, described, "Supplement"))
    return found, tuple(unreadable)


def store_pack(pack: Pack, made: Made) -> EvidenceFile:
    placement = pack.evidence.placement
    return stored(
        EvidenceFile(
            municipality_id=placement.municipality_id, association=placement.association,
            placement=placement, kind=EvidenceKind.PACK, period=month_of(pack.evidence.first_day),
            title=title_of(placement, pack.evidence.first_day),
            missing=len(pack.evidence.missing) + len(pack.unreadable),
        ),
        pack.content,
        made,
    )  # fmt: skip


def stored(row: EvidenceFile, content: bytes, made: Made) -> EvidenceFile:
    row.content = encrypt_bytes(content, bound_to=_owner(row))
    row.digest, row.size = sha256(content).hexdigest(), len(content)
    row.made_at, row.made_by = made.at, made.by
    row.save()
    return row


def content_of(row: EvidenceFile) -> bytes:
    """The file as it was made. Raises CannotDecrypt."""
    sealed = EvidenceFile.objects.values_list("content", flat=True).get(pk=row.pk)
    return decrypt_bytes(sealed, bound_to=_owner(row))


def _owner(row: EvidenceFile) -> str:
    return f"evidence:{row.public_id}"


INDEX = (
    Column(gettext_lazy("File"), width=44),
    Column(gettext_lazy("Person"), width=28),
    Column(gettext_lazy("Association"), width=32),
    Column(gettext_lazy("Month"), Kind.DAY),
    Column(gettext_lazy("Hours"), Kind.HOURS),
    Column(gettext_lazy("Claimed, €"), Kind.MONEY),
    Column(gettext_lazy("Missing"), width=60),
    Column("SHA-256", width=66),
)


def audit_placements(
    *, municipality_id: int, period: Period, payer: str, association: Association | None
) -> list[Placement]:
    """Placements with a decision of the payer in the period; an empty payer means every one."""
    found = Placement.objects.filter(
        municipality_id=municipality_id,
        association__isnull=False,
        period__overlap=period,
        pk__in=_decided(period, payer).values("placement"),
    )
    if association is not None:
        found = found.filter(association=association)
    rows = found.select_related("worker", "association")
    return list(rows.order_by("association__sort_key", "worker__sort_key", "id"))


def _decided(period: Period, payer: str) -> DecisionQuerySet:
    found = SubsidyDecision.objects.in_force().filter(period__overlap=period)
    return found.filter(payer=payer) if payer else found


def audit_months(placement: Placement, period: Period, payer: str) -> list[date]:
    """First days of the months of the period in which the payer has a decision: no others are its own."""
    decided: list[Period] = [one.period for one in _decided(period, payer).filter(placement=placement)]
    return [
        month
        for month in months_with_work(placement, period)
        if any(days.touches(month_of(month)) for days in decided)
    ]


def audit_zip(
    placements: Iterable[Placement], period: Period, made: Made, notice: Notice, *, payer: str = ""
) -> tuple[bytes, int]:
    """All packs, an index as XLSX and CSV, and checksums; with the number of pieces missing."""
    wanted = [(one, month) for one in placements for month in audit_months(one, period, payer)]
    target, rows, missing = io.BytesIO(), [], 0
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        sums = []
        for number, (placement, first_day) in enumerate(wanted, start=1):
            pack = pack_of(placement, first_day, made)
            archive.writestr(pack.name, pack.content)
            digest = sha256(pack.content).hexdigest()
            sums.append(f"{digest}  {pack.name}\n")
            rows.append(_index_row(pack, digest))
            missing += len(pack.evidence.missing) + len(pack.unreadable)
            notice(number, len(wanted), formats.month(first_day))
        for name, content in _indexes(rows):
            archive.writestr(name, content)
            sums.append(f"{sha256(content).hexdigest()}  {name}\n")
        archive.writestr("SHA256SUMS.txt", "".join(sums))
    return target.getvalue(), missing


def _index_row(pack: Pack, digest: str) -> tuple[object, ...]:
    evidence = pack.evidence
    claimed = sum(line.amount for line in evidence.claim_lines if line.is_in_force)
    gone = "; ".join((*evidence.missing, *pack.unreadable))
    return (
        pack.name, str(evidence.placement.worker), str(evidence.placement.association), evidence.first_day,
        evidence.hours, claimed, gone, digest,
    )  # fmt: skip


def _indexes(rows: list[tuple[object, ...]]) -> list[tuple[str, bytes]]:
    name = _("Index")
    workbook, table = io.BytesIO(), io.BytesIO()
    write_xlsx(workbook, [SheetToWrite(name, INDEX, rows)], title=name)
    write_csv(table, INDEX, rows)
    return [("index.xlsx", workbook.getvalue()), ("index.csv", table.getvalue())]


def store_audit(
    content: bytes,
    *,
    municipality_id: int,
    association: Association | None,
    payer: str,
    period: Period,
    missing: int,
    made: Made,
) -> EvidenceFile:
    told = {"payer": payer or _("every payer"), "period": formats.period(period)}
    row = EvidenceFile(
        municipality_id=municipality_id, association=association, kind=EvidenceKind.AUDIT, period=period,
        payer=payer, title=_("Audit: %(payer)s, %(period)s") % told, missing=missing,
    )  # fmt: skip
    return stored(row, content, made)
