"""Who is asking: the user with what their memberships open, read once for each request."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from laavu.accounts.choices import MembershipKind, RoleKind
from laavu.accounts.models import Municipality, User

ASSOCIATION_KINDS = frozenset({MembershipKind.TREASURER, MembershipKind.DEPUTY, MembershipKind.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Membership:
    """One thing that a user is: kind, where, and the association's or programme's id if it has one."""

    kind: str
    municipality_id: int
    target_id: int | None


@dataclass(frozen=True)
class Actor:
    """The signed-in user in the municipality that they work in at the moment."""

    user: User
    memberships: tuple[Membership, ...]
    municipality: Municipality | None
    municipalities: tuple[Municipality, ...] = field(default=())

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What the user is in the municipality at hand."""
        if self.municipality is None:
            return frozenset()
        return frozenset(m.kind for m in self.memberships if m.municipality_id == self.municipality.pk)

    @property
    def is_coordinator(self) -> bool:
        return RoleKind.COORDINATOR in self.kinds

    @property
    def is_evaluator(self) -> bool:
        return RoleKind.EVALUATOR in self.kinds

    @property
    def is_administrator(self) -> bool:
        return RoleKind.ADMINISTRATOR in self.kinds

    @property
    def is_city(self) -> bool:
        return bool(self.kinds & set(RoleKind.values))

    @property
    def is_treasurer(self) -> bool:
        """Treasurer or deputy of an association."""
        return bool(self.kinds & {MembershipKind.TREASURER, MembershipKind.DEPUTY})

    @property
    def is_supervisor(self) -> bool:
        return MembershipKind.SUPERVISOR in self.kinds

    @property
    def is_funder(self) -> bool:
        return MembershipKind.FUNDER in self.kinds

    @cached_property
    def association_ids(self) -> frozenset[int]:
        """Associations of the municipality at hand in which the user acts."""
        return self._targets(ASSOCIATION_KINDS)

    @cached_property
    def treasurer_association_ids(self) -> frozenset[int]:
        return self._targets(frozenset({MembershipKind.TREASURER, MembershipKind.DEPUTY}))

    @cached_property
    def supervised_association_ids(self) -> frozenset[int]:
        return self._targets(frozenset({MembershipKind.SUPERVISOR}))

    @cached_property
    def programme_ids(self) -> frozenset[int]:
        return self._targets(frozenset({MembershipKind.FUNDER}))

    def _targets(self, kinds: frozenset[str] | frozenset[MembershipKind]) -> frozenset[int]:
        here = self.municipality.pk if self.municipality else None
        return frozenset(
            m.target_id
            for m in self.memberships
            if m.kind in kinds and m.municipality_id == here and m.target_id is not None
        )


def actor_of(user: User, chosen: int | None = None) -> Actor:
    """The user's memberships (two queries); `chosen` is the municipality asked for, if they belong to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, municipality_id, target_id FROM laavu_memberships()")
        memberships = tuple(Membership(*row) for row in cursor.fetchall())
    city = {m.municipality_id for m in memberships if m.kind in RoleKind.values}
    found = Municipality.objects.filter(pk__in={m.municipality_id for m in memberships})
    municipalities = tuple(sorted(found, key=lambda m: (m.pk not in city, m.code)))
    at_hand = next(
        (m for m in municipalities if m.pk == chosen), municipalities[0] if municipalities else None
    )
    return Actor(user, memberships, at_hand, municipalities)
