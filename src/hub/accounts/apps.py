"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app, and takes the inline script out of Wagtail's choosers."""

    name = "hub.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Replace the one place where Wagtail's choosers write a script."""
        from wagtail.admin.widgets import BaseChooser

        from hub.accounts.admin_scripts import render_chooser

        BaseChooser.render = render_chooser
