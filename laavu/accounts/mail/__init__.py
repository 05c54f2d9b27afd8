"""Mail to those concerned. Whatever tells somebody something by mail calls `write`, in the transaction of
what it tells of; a worker sends it afterwards (`sending`). See docs/pages.md, "Mail".
"""

from laavu.accounts.mail.writing import Compose, Letter, coordinators_of, write

__all__ = ["Compose", "Letter", "coordinators_of", "write"]
