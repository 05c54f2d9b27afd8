"""Mail to those concerned. Whatever tells somebody something by mail calls `write`, in the transaction of
what it tells of; a worker sends it afterwards (`sending`). See docs/pages.md, "Mail".
"""

from laavu.accounts.mail.writing import Letter, write

__all__ = ["Letter", "write"]
