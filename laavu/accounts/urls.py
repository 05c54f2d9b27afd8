"""Signing in, own details, settings, background work. Of allauth's views only those that are used."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import URLPattern, URLResolver, path, re_path

from laavu.accounts.views import jobs, mail, own, settings

SIGN_IN: list[URLPattern | URLResolver] = [
    path("tili/kirjaudu/", account.login, name="account_login"),
    path("tili/kirjaudu/koodi/", account.request_login_code, name="account_request_login_code"),
    path("tili/kirjaudu/koodi/vahvista/", account.confirm_login_code, name="account_confirm_login_code"),
    path("tili/kirjaudu/avain/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("tili/kirjaudu/toinen-vaihe/", mfa.authenticate, name="mfa_authenticate"),
    path("tili/ulos/", account.logout, name="account_logout"),
    path("tili/uusi/", account.signup, name="account_signup"),
    path("tili/suljettu/", account.account_inactive, name="account_inactive"),
    path("tili/vahvista/", account.reauthenticate, name="account_reauthenticate"),
    path("tili/vahvista/koodi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tili/vahvista/avain/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tili/salasana/", account.password_change, name="account_change_password"),
    path("tili/salasana/valitse/", account.password_set, name="account_set_password"),
    path("tili/salasana/unohtunut/", account.password_reset, name="account_reset_password"),
    path("tili/salasana/lahetetty/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^tili/salasana/linkki/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "tili/salasana/vaihdettu/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

SECOND_STEP: list[URLPattern | URLResolver] = [
    path("tili/toinen-vaihe/", own.second_factor_needed, name="second_factor_needed"),
    path("tili/tunnistus/", mfa.index, name="mfa_index"),
    path("tili/tunnistus/sovellus/", totp.activate_totp, name="mfa_activate_totp"),
    path("tili/tunnistus/sovellus/poista/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tili/tunnistus/varakoodit/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tili/tunnistus/varakoodit/uudet/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tili/tunnistus/varakoodit/tiedosto/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("tili/tunnistus/avaimet/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tili/tunnistus/avaimet/uusi/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tili/tunnistus/avaimet/<int:pk>/nimi/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("tili/tunnistus/avaimet/<int:pk>/poista/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

SETTINGS: list[URLPattern | URLResolver] = [
    path("asetukset/", settings.users, name="settings"),
    path("asetukset/kunta/", settings.municipality, name="settings_municipality"),
    path("asetukset/kayttajat/uusi/", settings.user_add, name="settings_user_add"),
    path("asetukset/kayttajat/<uuid:public_id>/", settings.user, name="settings_user"),
    path("asetukset/kayttajat/<uuid:public_id>/muuta/", settings.user_change, name="settings_user_change"),
    path(
        "asetukset/kayttajat/<uuid:public_id>/toinen-vaihe/",
        settings.second_step_remove,
        name="settings_second_step_remove",
    ),
    path("asetukset/roolit/<uuid:public_id>/paata/", settings.role_end, name="settings_role_end"),
    path("asetukset/roolit/<uuid:public_id>/jatka/", settings.role_reopen, name="settings_role_reopen"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *SIGN_IN,
    *SECOND_STEP,
    *SETTINGS,
    path("taustatyot/", jobs.jobs, name="jobs"),
    path("tili/istunnot/", usersessions.list_usersessions, name="usersessions_list"),
    path("tili/posti/", mail.mail_own, name="mail_own"),
    path("tili/posti/<str:token>/", mail.mail_choices, name="mail_choices"),
    path("asetukset/posti/", mail.mail_outbox, name="mail_outbox"),
    path("asetukset/posti/<uuid:public_id>/uudelleen/", mail.mail_again, name="mail_again"),
    path("tili/omat-tiedot/", own.profile, name="profile"),
    path("kieli/", own.language_choose, name="language_choose"),
    path("kunta/", own.municipality_choose, name="municipality_choose"),
]
