"""Figures as printed: the one place where the hub reads a number from text.

Figures are stored as printed strings so that their digits, hence their rounding interval, are
known; values are derived from them here. Accepts the decimal point and the raised dot of the
Lancet journals, real minus signs, thousands separated by commas, and the words for what was not
reached (NR) or cannot be estimated (NE).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOT_REACHED = "NR"
NOT_ESTIMABLE = "NE"

_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.·]\d+)?", re.ASCII)
_BOUND = re.compile(r"[<>]")
_P = re.compile(r"(?P<operator><=|≤|<|>|=)?\s*(?P<number>.+)", re.DOTALL)


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it stands in print.

    Attributes
    ----------
    text
        Without surrounding space, with ``.`` as decimal separator and an ASCII minus sign.
    value
        ``None`` for NR and NE.
    decimals
        Digits printed after the decimal point.
    bound
        ``<`` or ``>`` before the number, or empty.
    """

    text: str
    value: float | None
    decimals: int = 0
    bound: str = ""

    @classmethod
    def parse(cls, printed: str, *, words: bool = False, bounds: bool = False) -> PrintedNumber:
        """Read a printed number.

        Parameters
        ----------
        words
            Accept NR (not reached) and NE (not estimable).
        bounds
            Accept a leading ``<`` or ``>``.

        Raises
        ------
        ValueError
            With a sentence for the editor.
        """
        text = printed.strip()
        if words and text.upper() in (NOT_REACHED, NOT_ESTIMABLE):
            return cls(text.upper(), None)
        bound = ""
        if bounds and _BOUND.match(text):
            bound, text = text[0], text[1:].strip()
        if not _NUMBER.fullmatch(text):
            expected = "a number as printed, like 83.3" + (
                ", or NR for not reached, NE for not estimable" if words else ""
            )
            raise ValueError(f"“{printed}” cannot be read; write {expected}.")
        plain = text.replace("·", ".").replace("−", "-")
        decimals = len(plain.partition(".")[2])
        return cls(bound + plain, float(plain.replace(",", "")), decimals, bound)


@dataclass(frozen=True)
class PrintedP:
    """A p value as it stands in print: ``0.04``, ``<0.001``."""

    text: str
    operator: str
    value: float

    @classmethod
    def parse(cls, printed: str) -> PrintedP:
        """Read a printed p value; raises ``ValueError`` with a sentence for the editor."""
        match = _P.fullmatch(printed.strip())
        number = match["number"] if match else printed
        if number.startswith((".", "·")):  # American journals print p without the zero
            number = "0" + number
        try:
            parsed = PrintedNumber.parse(number)
        except ValueError:
            raise ValueError(f"“{printed}” cannot be read; write a p value as printed, like 0.04 or <0.001.") from None
        if parsed.value is None or not 0 <= parsed.value <= 1:
            raise ValueError(f"A p value lies between 0 and 1, not {parsed.text}.")
        operator = ((match and match["operator"]) or "=").replace("≤", "<=")
        return cls(parsed.text, operator, parsed.value)
