"""The tenant, its users and roles, who looked at whom, background work, and mail that goes out."""

from laavu.accounts.models.ground import (
    Job,
    KeptFile,
    Municipality,
    ReadLog,
    Role,
    Tenant,
    User,
    UserManager,
    tracked,
    who_and_when,
)
from laavu.accounts.models.mail import MailChoice, OutgoingMail

__all__ = [
    "Job",
    "KeptFile",
    "MailChoice",
    "Municipality",
    "OutgoingMail",
    "ReadLog",
    "Role",
    "Tenant",
    "User",
    "UserManager",
    "tracked",
    "who_and_when",
]
