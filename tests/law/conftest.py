"""Property-based tests have no deadline: a machine that does other work too is slow at times."""

from hypothesis import settings

settings.register_profile("law", deadline=None)
settings.load_profile("law")
