from tests.placements.claims.conftest import one, today

__all__ = ["one", "today"]
