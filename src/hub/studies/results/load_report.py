"""What came of loading a study file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class LoadProblem:
    """One thing wrong in a file, with its place."""

    line: int
    where: str
    message: str

    def sentence(self, file: str) -> str:
        """Return the problem with its file and line: ``martins.yaml, line 34: results[2].interval: …``."""
        place = f"{file}, line {self.line}" if self.line else file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


@dataclass(frozen=True)
class LoadReport:
    """The outcome of a load: ``problems`` empty means that the study now is as the file says.

    Attributes
    ----------
    file
        Name of the file.
    study_key
        Key of the study, empty if the file does not say.
    status
        ``created``, ``updated``, ``unchanged`` or ``refused``.
    changes
        What was written, in words, such as ``2 results added``.
    """

    file: str
    study_key: str
    status: str
    problems: tuple[LoadProblem, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the file was accepted."""
        return not self.problems
