"""Which words of a study are names of medicines, by the stems of the World Health Organization's INN programme.

An international nonproprietary name ends in a stem that tells its class (“-mab” for monoclonal antibodies), so it is
known without a list of medicines: https://www.who.int/teams/health-product-and-policy-standards/inn/stembook
"""

from __future__ import annotations

import re
from collections.abc import Iterable

STEMS = (
    *("mab", "nib", "clax", "mib", "parib", "ciclib", "lisib", "degib", "stat", "sidenib", "menib"),
    *("taxel", "platin", "rubicin", "mustine", "fosfamide", "citabine", "citidine", "trexate", "trexed", "tecan"),
    *("poside", "blastine", "cristine", "relbine", "bulin", "mycin", "antrone", "domide", "limus", "leucel"),
    *("cept", "kinra", "grastim", "poetin", "stim", "plase", "tide", "relin", "relix", "lutamide", "trozole"),
    *("xaban", "gatran", "parin", "grel", "statin", "sartan", "pril", "olol", "dipine", "gliflozin", "gliptin"),
    *("glutide", "glitazone", "formin", "prazole", "tidine", "setron", "pitant", "lukast", "terol", "tropium"),
    *("cillin", "cycline", "floxacin", "oxacin", "conazole", "fungin", "vir", "vudine", "bactam", "penem"),
    *("sone", "solone", "nidazole", "triptan", "azepam", "zolam", "peridone", "tiapine", "oxetine", "dronate"),
)
_MEDICINE = re.compile(rf"\b[A-Za-z]{{2,}}(?:{'|'.join(STEMS)})\b", re.IGNORECASE)


def medicines_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of medicines in texts, as written and as at the beginning of a sentence."""
    found = {name for text in texts for name in _MEDICINE.findall(text)}
    return frozenset({*found, *(name.lower() for name in found), *(name.capitalize() for name in found)})
