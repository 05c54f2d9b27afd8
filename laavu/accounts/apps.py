from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "laavu.accounts"

    def ready(self) -> None:
        from laavu.accounts.crypto import check_keys

        check_keys()
