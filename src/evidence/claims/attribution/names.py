"""How the names of arms are told from other words."""

import re
from functools import lru_cache

from evidence.claims.lexicon import ARM_WORDS, DRUG_ENDINGS, OUTCOME_HEADS, words

SORTS = re.compile(
    r"-risk$|-positive$|-negative$|-mutated$|-mutant$|^wild-type$|-resistant$|-sensitive$|-deficient$|-refractory$"
)


_SORTED = re.compile(
    r"risk|stage|positiv|negativ|mutat|wild|high|low|intermediate|older|younger|resist|sensitiv|favou?rable|adverse|"
    r"standard|good|poor|mild|moderate|severe|^men$|^women$|^male|^female",
    re.IGNORECASE,
)


_NOT_REGIMENS = words(
    "allo-sct sct hsct hct allo-hsct allo-hct bmt dli asct auto-sct auto-hct allo-bmt hla-dr cr cns vte ae sae "
    "ecog who nyha usa uk us eu dna rna mrna hiv hcv hbv bmi ct mri ecg fda ema itt pp covid-19 cd4 cd8 cd19 cd20 "
    "cd33 psa hla bcr-abl mrd flt3-itd npm1 kras egfr her2 braf tp53 brca brca1 brca2 pd-l1 aml cll cml all mds "
    "nhl dlbcl nsclc sclc crc hcc rcc gbm copd ckd ards nct ldl hdl hba1c icu ed qol eq-5d sf-36 vas ci hr or rr "
    "iqr sd se p n cv icd-10 ctcae recist gvhd"
)


NO_NAMES = words(
    "initial final final-analysis both two each three four all study "
    "other either these same patient age treatment-related whole entire per intention-to-treat itt per-protocol "
    "safety overall total respective different first second third separate parallel several respectively "
    "comparison large small single trial analysis full primary eligible evaluable subject no groups group arm "
    "arms between main new current present previous original test follow-up older younger such one patients "
    "study-drug allocated former latter"
)


@lru_cache(maxsize=20_000)
def sorts_people(word: str) -> bool:
    """Whether a word sorts people, by risk, age or what they carry."""
    return _SORTED.search(word) is not None


@lru_cache(maxsize=20_000)
def names_treatment(word: str) -> bool:
    """Whether a word names a treatment, by itself or by its ending."""
    if word in ARM_WORDS or word.endswith(DRUG_ENDINGS):
        return True
    return "-" in word and any(piece in ARM_WORDS or piece.endswith(DRUG_ENDINGS) for piece in word.split("-"))


@lru_cache(maxsize=20_000)
def written_like_regimen(letters: str) -> bool:
    """Whether a word is written like a regimen: two capitals, or a capital and a digit."""
    word = letters.lower()
    if word in OUTCOME_HEADS or word in _NOT_REGIMENS:
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= 2 or (capitals == 1 and any(letter.isdigit() for letter in letters))


@lru_cache(maxsize=20_000)
def key(name: str) -> tuple[str, ...]:
    """Bring a name to the words by which it is recognised; the letter A keeps its capital, as atoms do."""
    return tuple([word if word == "A" else word.lower() for word in name.split()])


class Arm:
    """A mention of an arm: the atoms `first` to `last`, the name, and whether a preposition leads to it.

    A `part` is no arm but some of the people, in every arm: "patients with diabetes". What it was `given` would make
    it an arm if the text had no others.
    """

    __slots__ = ("first", "given", "known", "last", "led", "name", "part", "suffixed")

    def __init__(self, first: int, last: int, name: str, led: bool, suffixed: bool, known: bool = True) -> None:
        self.first = first
        self.last = last
        self.name = name
        self.led = led
        self.suffixed = suffixed
        self.known = known
        self.part = False
        self.given = False


def disjoint(found: list[Arm]) -> list[Arm]:
    """Keep the surest of mentions that overlap: with "group" behind it, then known, then the longest."""
    found.sort(key=lambda arm: (not arm.suffixed, not arm.known, arm.first - arm.last))
    taken: set[int] = set()
    kept = []
    for arm in found:
        places = range(arm.first, arm.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(arm)
    return sorted(kept, key=lambda arm: arm.first)
