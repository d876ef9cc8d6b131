"""The register as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register. Its label is the beginning of its tables' names."""

    name = "generator.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
