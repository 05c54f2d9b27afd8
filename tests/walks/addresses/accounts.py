"""Sign-in, own settings, the municipality's settings."""

from __future__ import annotations

from dataclasses import replace

from laavu.accounts.models import OutgoingMail, Role
from tests.walks.addresses.kinds import (
    ADMINISTRATOR,
    BAD,
    COORDINATOR,
    EVERYBODY,
    MISSING,
    NO_METHOD,
    OK,
    SENT,
    Address,
    act,
    entrance,
    form,
    page,
)

ACCOUNTS = {
    "account_login": entrance(),
    "account_request_login_code": entrance(),
    "account_confirm_login_code": entrance(SENT, SENT),
    "mfa_login_webauthn": entrance(SENT, SENT),  # its page is the sign-in page: a browser asks it for JSON
    "mfa_authenticate": entrance(SENT, SENT),
    "account_logout": entrance(SENT, SENT, get=OK),
    "account_signup": entrance(),
    "account_inactive": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "account_reauthenticate": form(EVERYBODY, post=OK),
    "mfa_reauthenticate": form(EVERYBODY, get=SENT, post=SENT),
    "mfa_reauthenticate_webauthn": form(EVERYBODY, get=SENT, post=SENT),
    "account_change_password": form(EVERYBODY, post=OK),
    "account_set_password": form(EVERYBODY, get=SENT, post=SENT),
    "account_reset_password": entrance(get=OK, post=OK),
    "account_reset_password_done": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "account_reset_password_from_key": replace(
        entrance(get=OK, post=OK), others={"uidb36": "1", "key": "set-password"}
    ),
    "account_reset_password_from_key_done": entrance(OK, NO_METHOD, get=OK, post=NO_METHOD),
    "second_factor_needed": page(EVERYBODY, get=SENT),
    "mfa_index": page(EVERYBODY),
    "mfa_activate_totp": form(EVERYBODY, post=OK),
    "mfa_deactivate_totp": page(EVERYBODY, get=MISSING, post=MISSING),
    "mfa_view_recovery_codes": page(EVERYBODY, get=MISSING),
    "mfa_generate_recovery_codes": form(EVERYBODY, post=OK),
    "mfa_download_recovery_codes": page(EVERYBODY, get=MISSING, post=MISSING),
    "mfa_list_webauthn": page(EVERYBODY),
    "mfa_add_webauthn": form(EVERYBODY, post=OK),
    "mfa_edit_webauthn": form(EVERYBODY, get=MISSING, post=MISSING, others={"pk": 1}),
    "mfa_remove_webauthn": form(EVERYBODY, get=MISSING, post=MISSING, others={"pk": 1}),
    "usersessions_list": page(EVERYBODY, post=SENT),
    "profile": form(EVERYBODY),
    "language_choose": act(EVERYBODY, post=BAD, anonymous=(NO_METHOD, BAD)),
    "municipality_choose": act(EVERYBODY, post=MISSING),
    "mail_own": form(EVERYBODY),
    # The signed text in the address is the right; this is none.
    "mail_choices": Address(
        EVERYBODY, MISSING, MISSING, others={"token": "x" * 40}, anonymous=(MISSING, MISSING)
    ),
    "mail_outbox": page(COORDINATOR | ADMINISTRATOR),
    "mail_again": act(ADMINISTRATOR, OutgoingMail),
    "jobs": page(EVERYBODY),
    "settings": page(ADMINISTRATOR),
    "settings_municipality": form(ADMINISTRATOR),
    "settings_user_add": form(ADMINISTRATOR),
    "settings_user": form(ADMINISTRATOR, Role, value="user.public_id"),
    "settings_user_change": form(ADMINISTRATOR, Role, value="user.public_id"),
    "settings_second_step_remove": form(ADMINISTRATOR, Role, value="user.public_id", post=SENT),
    "settings_role_end": form(ADMINISTRATOR, Role),
    "settings_role_reopen": act(ADMINISTRATOR, Role),
}
