"""One spelling for the many marks that print the same thing, without moving a single character.

Every replacement is one character for one, so a place in the result is the same place in the text as printed.
"""

import re

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u207b\ufe58\ufe63\uff0d\u00ad"
_DECIMAL_POINTS = "\u00b7\u2027\u2219\u22c5\u30fb\u0387"
_MARKS = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DECIMAL_POINTS, "."),
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u2264\u2a7d\u2266", "\u2264"),
    **dict.fromkeys("\u2265\u2a7e\u2267", "\u2265"),
    **dict.fromkeys("\uff1d\u2245\u2248\u2243", "="),
    **dict.fromkeys("\u00ae\u2122\u00a9\u201c\u201d\u201e", " "),
    "\uff1c": "<",
    "\uff1e": ">",
    "\uff05": "%",
    "\ufe6a": "%",
    "\uff08": "(",
    "\uff09": ")",
    "\u2215": "/",
    "\u2044": "/",
    "\u00b5": "\u03bc",
    "\u2715": "\u00d7",
}
_ASCII = {mark: spelled for mark, spelled in _MARKS.items() if mark.isascii()}
_THIN_THOUSANDS = re.compile("(?<=[0-9])[\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:0,\d+|\d{1,3},\d{1,2})(?![\d,])")
_BELOW_ONE = re.compile(r"(?<![\d.,])0,\d+(?![\d,])")  # no thousands begin with nought
# A dash between two words that parts them, "as follows—for survival", and joins no range.
_PARTING_DASH = re.compile(r"(?<=[^\W\d_])\u2014(?=[^\W\d_])")
_GLUED_VERSUS = re.compile(r"\bvs\.(?=[0-9])")  # "10.9 vs.14.3"
_DECIMAL_POINT = re.compile(r"[0-9]\.[0-9]")


def normalise(text: str) -> str:
    """
    Spell dashes, spaces, decimal points, quotes and comparison signs in one way.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as `text`, character for character.
    """
    if "\u2009" in text or "\u202f" in text:
        text = _THIN_THOUSANDS.sub(",", text)
    if "\u2014" in text:
        text = _PARTING_DASH.sub(",", text)
    if "vs." in text:
        text = _GLUED_VERSUS.sub("vs ", text)
    plain = text
    for mark, spelled in _ASCII.items() if text.isascii() else _MARKS.items():
        if mark in plain:
            plain = plain.replace(mark, spelled)
    if _DECIMAL_POINT.search(plain):
        return _BELOW_ONE.sub(_point, plain) if "0," in plain else plain
    return _DECIMAL_COMMA.sub(_point, plain)


def _point(match: re.Match[str]) -> str:
    return match.group().replace(",", ".")
