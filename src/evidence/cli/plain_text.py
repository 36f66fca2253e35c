"""Names from outside, made safe to print: they must neither steer a terminal nor break a line."""

import re

_BREAKS = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_STEERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """
    Write a text on one line, a replacement character for each that steers a terminal.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))
