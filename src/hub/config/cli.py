"""The ``hub`` command: Django's management commands, also written with hyphens, and ``hub demo``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``hub COMMAND …``; ``hub load-study`` is the management command ``load_study``."""
    if sys.argv[1:2] == ["demo"]:
        from hub.config import demo

        demo.main(sys.argv[2:])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings")
    from django.core.management import execute_from_command_line

    arguments = sys.argv.copy()
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
