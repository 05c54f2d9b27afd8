"""Sums that follow from others by a formula that everybody can read: who knows all but one knows it too."""

PAID = ("wage_subsidy_municipality", "wage_subsidy_state", "municipal_supplement", "project_money")
# In this order: a whole that is hidden may be a part of the next.
DERIVED: dict[str, tuple[str, ...]] = {
    "wage_subsidy": ("wage_subsidy_municipality", "wage_subsidy_state"),
    "net_municipal": (
        "avoided_municipal_share", "municipal_tax_effect", "wage_subsidy_municipality",
        "municipal_supplement", "worked_hours", "person_months",
    ),
    "net_public": (
        "avoided_municipal_share", "avoided_state_share", "municipal_tax_effect", *PAID,
        "worked_hours", "person_months",
    ),
    "cost_per_placement": (*PAID, "placements_in_associations"),
    "cost_per_person_month": (*PAID, "person_months"),
    "cost_per_sustained_exit": PAID,
}  # fmt: skip
MONEY = frozenset(DERIVED) | frozenset(part for parts in DERIVED.values() for part in parts) - {
    "worked_hours", "person_months", "placements_in_associations",
}  # fmt: skip
