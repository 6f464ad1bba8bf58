"""The pages. An app without models, so that templates, static files and tags are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "daihoi.web"
    label = "web"

    def ready(self) -> None:
        """Sign-ins are logged, and later subjects follow what earlier ones do, whichever page or command does it."""
        import daihoi.actions.difficulties  # noqa: PLC0415 app ready
        import daihoi.actions.plan  # noqa: PLC0415 app ready
        import daihoi.actions.tasks  # noqa: F401, PLC0415 app ready
        from daihoi.web.access import signals  # noqa: F401, PLC0415 app ready
