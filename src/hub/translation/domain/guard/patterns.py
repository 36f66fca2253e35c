"""What figures and names look like in English clinical text.

Patterns only; which of them wins where they overlap is decided in the reading.
"""

from __future__ import annotations

import re

DIGITS = r"\d²³¹⁰⁴-⁹₀-₉½¼¾⅓⅔⅛Ⅰ-ↂ①-⑳"
"""Everything that is a numeral to a reader, inside a character class."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:[.·]\d+)?|\d+(?:[.·]\d+)?|[.·]\d+)"
SIGN = r"(?:(?<![\w\d)])[-−+±](?=[\d.·]))"
COMPARATOR = r"(?:[<>≤≥=±~≈]=?)"
TO = r"(?:\s?[–—-]\s?|\sto\s)"
DURATION = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|hrs?|yrs?|mins?|wks?|mos?)"
MEASURE = (
    r"(?:%|‰|°C|mg|µg|μg|mcg|ng|pg|kg|g|mL|ml|dL|µL|μL|L|l|mmol|µmol|nmol|mol|IU|MU|U|cGy|Gy|mSv|cm|mm|km|kcal|mm\s?Hg|"
    r"mmHg|ms)"
)
PER = (
    r"(?:\s?/\s?(?:kg|m²|m2|dL|mL|µL|μL|L|mm³|mm3|h|d|min|day|week|month|year|dose|cycle)|\sper\s(?:kg|m²|m2|day|week))"
)
UNIT = rf"(?:\s?{MEASURE}{PER}*|\s?{PER}|[\s-]{DURATION}\b)"
AFTER = rf"(?![\w{DIGITS}])(?![.,·/^×:][\w{DIGITS}])(?!-\d)"
BEFORE = rf"(?<![\w{DIGITS}])(?<![\w{DIGITS}][.,·/^×:])(?<!\w[-–])"

QUANTITY = (
    rf"(?:{COMPARATOR}\s?)?{SIGN}?{NUMBER}(?:\+(?=[\s,;.)]|$)|\s?%)?(?:{TO}{SIGN}?{NUMBER}|\s?±\s?{NUMBER}|"
    rf"/{NUMBER})?{UNIT}?"
)
"""A number or a range of numbers, with what compares it and its unit."""

LEVEL = r"(?:\d{2}(?:\.\d+)?\s?%\s?(?:CI|CrI|confidence\sintervals?))"
GRADE = (
    rf"(?:[Gg]rades?\s(?:{COMPARATOR}\s?)?(?:[0-6](?:\s?[–-]\s?[0-6]|\sor\s[0-6])?|[IV]{{1,3}}(?:\s?[–/-]\s?[IV]{{1,3}})?)"
    r"(?:\sor\s(?:higher|worse|above|greater))?)"
)
LABELLED = rf"(?:(?:[Pp]|[nN])\s?{COMPARATOR}\s?{NUMBER})"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = (
    rf"(?:\d{{1,2}}\s{MONTH}\s\d{{4}}|{MONTH}\s\d{{1,2}},\s\d{{4}}|{MONTH}\s\d{{4}}|\d{{1,2}}\s{MONTH}|"
    rf"\d{{4}}-\d\d-\d\d)"
)
SCALED = rf"(?:{NUMBER}\s(?:hundred|thousand|million|billion)\b)"
ORDINAL = r"(?:\d+(?:st|nd|rd|th))"

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-{_ONES}(?!-{DURATION}))?)"
_SMALL = rf"(?:{_TENS}|{_TEENS}|{_ONES})"
_HUNDREDS = rf"(?:(?:a|{_ONES})\shundred(?:\s(?:and\s)?{_SMALL})?)"
_BELOW_THOUSAND = rf"(?:{_HUNDREDS}|{_SMALL})"
_THOUSANDS = rf"(?:(?:a|{_BELOW_THOUSAND})\sthousand(?:\s(?:and\s)?{_BELOW_THOUSAND})?)"
_MILLIONS = rf"(?:(?:a|{_BELOW_THOUSAND})\s(?:million|billion))"
COUNT = rf"(?:{_MILLIONS}|{_THOUSANDS}|{_HUNDREDS}|zero|(?!one\b){_SMALL})"
"""A count in words by its grammar, so that of "two and three" neither is added to the other."""
COUNTED = rf"(?:{COUNT}(?:[\s-]{DURATION}\b)?|one[\s-]{DURATION}\b)"
"""Counts in words: two or more in any use, and one before a time."""

LINK = r"(?:https?://[^\s<>\ue000]*[\w/]|www\.[^\s<>\ue000]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:doi:\s?)?10\.\d{4,}/[^\s\ue000]*\w)"
CITATION = r"(?:\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\])"
REGISTRATION = r"(?:NCT\s?\d{8}|ISRCTN\s?\d+|(?:EudraCT\s?)?\d{4}-\d{6}-\d{2}(?:-\d{2})?|ACTRN\d+|UMIN\d+)"
KARYOTYPE = r"(?:\b(?:t|del|inv|ins|dup|add|der|i)\([\w;.,]+\)(?:\([pqter\d;.,]+\))?)"
BUILT_IN = r"(?:CAR[\s-]T(?:[\s-]cells?)?|[TB][\s-]cells?\b|NK\scells?\b|graft-versus-host|versus|vs\b\.?|per\sse)"
LETTERED = (
    r"(?<=\barm\s)[A-Z]\b|(?<=\bgroup\s)[A-Z]\b|(?<=\bcohort\s)[A-Z]\b|(?<=\bpart\s)[A-Z]\b|(?<=\bhepatitis\s)[A-Z]\b|"
    r"(?<=\bvitamin\s)[A-Z]\b|(?<=\b[Ff]actor\s)[IVX]+\b|(?<=\b[Tt]ype\s)[IVXAB]+\b|(?<=\b[Cc]lass\s)[IVXAB]+\b|"
    r"(?<=\b[Pp]hase\s)[IV]+[abAB]?(?:/[IV]+[abAB]?)?|(?<=\b[Ss]tage\s)[IV]+[ABC]?(?:[–-][IV]+[ABC]?)?|"
    r"(?<=\b[Aa]rms\s)[A-Z](?=\sand\b)|(?<=\b[Gg]roups\s)[A-Z](?=\sand\b)|(?<=[a-z]s\s[A-Z]\sand\s)[A-Z]\b|"
    r"(?<=\b[Aa]rm\s)[A-Z]\b|(?<=\b[Gg]roup\s)[A-Z]\b|(?<=\b[Cc]ohort\s)[A-Z]\b|(?<=\b[Pp]art\s)[A-Z]\b"
)
RUN = r"[^\W_]+(?:(?:[-–/.:^+×·*]|\([^\s()]*\))[^\W_]+|\([\w;,.]*\)|[+]+(?!\w))*"
"""Letters and digits in one go, from which names of genes, drugs, trials and schedules are cut."""
SYMBOL = r"[<>≤≥=±×÷≈~%‰°√∞→↑↓#$€£]+"

FIGURES = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "link": LINK,
            "registration": BEFORE + REGISTRATION,
            "karyotype": KARYOTYPE,
            "citation": CITATION,
            "date": BEFORE + DATE + r"\b",
            "ordinal": BEFORE + ORDINAL + AFTER,
            "scaled": BEFORE + SCALED,
            "level": BEFORE + LEVEL,
            "grade": r"\b" + GRADE + AFTER,
            "labelled": r"(?<![\w-])" + LABELLED + AFTER,
            "quantity": BEFORE + QUANTITY + AFTER,
            "counted": rf"(?i:(?<![\w-]){COUNTED}(?!\w))",
            "built_in": r"(?<![\w-])" + BUILT_IN,
            "lettered": LETTERED,
        }.items()
    )
)
RUNS = re.compile(RUN)
SYMBOLS = re.compile(SYMBOL)
NUMERAL = re.compile(f"[{DIGITS}]")
