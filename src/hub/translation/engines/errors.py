"""What can go wrong with an engine, in words for an editor; no message holds a secret."""

from __future__ import annotations


class EngineError(Exception):
    """An engine gave no translation; the message says which engine and why."""


class EngineBusyError(EngineError):
    """An engine has no time now.

    Parameters
    ----------
    message
        Which engine, and what it said.
    retry_after
        Seconds to wait before asking again, as the engine asks for or else a guess.
    """

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class EngineRefusedError(EngineError):
    """An engine will not translate this however often it is asked: a wrong key, an unknown language, a spent quota."""

    refused = True
