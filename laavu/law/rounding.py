"""Rounding, in one place: half up, once, at the end."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def round_money(amount: Decimal) -> Decimal:
    """Euros to whole cents, half a cent away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def round_to(amount: Decimal, places: int) -> Decimal:
    """To the given number of decimals, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
