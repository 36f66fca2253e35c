"""The ``hub`` command: Django's management commands, also written with hyphens, and two that come before any settings.

``hub demo`` needs no environment; ``hub messages`` is for those who write the texts of the hub.
"""

from __future__ import annotations

import os
import sys

HELP = """\
usage: hub COMMAND [OPTION …]

  hub demo                  set up and serve the demo hub on this machine
  hub check --deploy        say what is wrong with the environment or the settings
  hub migrate               make or update the database
  hub collectstatic         gather styles, scripts and fonts for serving
  hub createsuperuser       make the first editor's account
  hub load-study FILE …     load studies from their files
  hub publish-scheduled     publish and unpublish what editors have scheduled
  hub send-receipts         send receipts of contributions that a mail server did not take
  hub tie-figures           read the figures of every article again, after an upgrade
  hub work                  translate and mail what is waiting for it, until stopped
  hub report-from-csv FILE  print a report on a grant again from its CSV
  hub index-articles        write the search entries of every article anew
  hub erase-addresses       erase addresses that nobody confirmed, or that have served; run it daily
  hub clear-unconfirmed-uploads
                            remove patient-level files that nobody confirmed; run it daily
  hub help                  list every other command
  hub help COMMAND          say what a command takes

The environment variables that all but demo need are in docs/how-to/deploy.md."""


def main() -> None:
    """Run ``hub COMMAND …``; ``hub load-study`` is the management command ``load_study``."""
    if sys.argv[1:2] == ["demo"]:
        from hub.config import demo

        demo.main(sys.argv[2:])
        return
    if sys.argv[1:] == ["messages"]:
        from hub.config import messages

        messages.main()
        return
    if sys.argv[1:] in ([], ["-h"], ["--help"]):
        print(HELP)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings")
    from django.core.management import execute_from_command_line

    program, *arguments = sys.argv
    place = 1 if arguments[0] == "help" else 0
    arguments[place : place + 1] = [_command(name) for name in arguments[place : place + 1]]
    execute_from_command_line([program, *arguments])


def _command(name: str) -> str:
    return name if name.startswith("-") else name.replace("-", "_")


if __name__ == "__main__":
    main()
