"""The one Django app that holds models."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "daihoi.data"
    label = "data"
    default_auto_field = "django.db.models.BigAutoField"
