from django.apps import AppConfig


class LaavuConfig(AppConfig):
    name = "laavu"
    label = "laavu"
