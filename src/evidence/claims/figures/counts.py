"""Counts of people and of events, told from the sizes of groups."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.durations import Durations
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ACTS,
    BE,
    ENROLLED,
    GETS,
    GROUP_NOUNS,
    HAVE,
    MONTHS,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    TABLE_WORDS,
    words,
)

_IN_VERBS = words(
    "occurred occurring observed detected reported seen achieved performed noted documented developed found "
    "recorded present obtained identified diagnosed confirmed discontinued required resulted necessary "
    "administered given used described fatal positive negative"
)


class Counts(Durations):
    """Reads counts."""

    def _count(self, place: int, atom: Atom) -> None:
        if atom.name == "taken" or atom.operator is not None or (atom.value or 0) < 0:
            return
        before = self._word_at(place - 1)
        if before in TABLE_WORDS and not (before in ("arm", "group", "cohort") and self._word_at(place + 1) in PEOPLE):
            return
        if self._part_at(place - 1) in (Part.TIME, Part.GRADE) and before not in PEOPLE:
            return
        following = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if following is None or (following.word in MONTHS and following.part == Part.WORD):
            return
        if (
            1900 <= (atom.value or 0) <= 2100
            and not atom.spelled
            and following.word not in PEOPLE
            and following.part != Part.OPEN
        ):
            return
        if self._is_counted(place, atom, following, before):
            figure = self._add(Figure("count", place))
            figure.numerator = atom
            if before == "all" and following.word in PEOPLE:
                figure.denominator = atom

    def _is_counted(self, place: int, atom: Atom, following: Atom, before: str) -> bool:
        if following.part == Part.OPEN and self._percent_in(place + 1):
            return True
        if following.word in OUTCOME_HEADS and self._part_at(place + 2) == Part.OPEN and self._percent_in(place + 2):
            return True
        if (
            following.part == Part.OPEN
            and self._part_at(place + 2) == Part.NUMBER
            and self.atoms[place + 2].unit == "%"
        ):
            return True
        last = self._last()
        if (
            self.brackets
            and last is not None
            and self.brackets[-1].owner is not None
            and self.brackets[-1].owner.kind == "count"
            and self.brackets[-1].owner.estimate is None
        ):
            owner = self.brackets[-1].owner
            inside = self._part_at(place - 1) in (Part.OPEN, Part.COMMA, Part.VERSUS, Part.SEMICOLON) or before in (
                "and",
                "including",
            )
            if (
                inside
                and (following.part == Part.WORD)
                and following.word not in ("mg",)
                and owner.numerator is not None
                and (atom.value or 0) <= (owner.numerator.value or 0)
            ):
                return True
        if (
            last is not None
            and last.kind in ("count", "fraction")
            and last.estimate is None
            and following.word in ("in", "with", "on", "for", "of", "receiving")
        ):
            between = self.atoms[last.last + 1 : place]
            joined = (
                self._part_at(place - 1) in (Part.VERSUS, Part.COLON)
                or before in ("and", "or")
                or (self._part_at(place - 1) == Part.COMMA)
            )
            if joined and len(between) <= 12:
                return True
        return self._people(place, atom, before) or self._events(place)

    def _events(self, place: int) -> bool:
        """Count of things: "177 events", "56 subsequent relapses", "two deaths"."""
        for step in range(1, 5):
            at = place + step
            if self._part_at(at) == Part.GRADE:
                continue
            if self._part_at(at) != Part.WORD:
                return False
            word = self._word_at(at)
            if (
                word in ("of", "in", "and", "for", "with", "to", "from", "or")
                or word in PEOPLE
                or word in BE
                or word in HAVE
                or word in GROUP_NOUNS
            ):
                return False
            if (word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS)) and (
                word.endswith("s") or (self.atoms[place].value == 1 and word in OUTCOME_HEADS)
            ):
                return (
                    (
                        self._word_at(at + 1) not in ("free", "group", "groups", "score")
                        and word not in ("events", "deaths")
                    )
                    or self._word_at(at + 1) not in ("were", "was")
                    or self._word_at(at + 2) not in ("required", "planned", "needed", "necessary")
                )
        return False

    def _people(self, place: int, atom: Atom, before: str) -> bool:
        """Count of people of whom something is told: "49 patients were transplanted"."""
        at = place + 1
        if self._word_at(at) in PEOPLE and self._part_at(at + 1) == Part.OPEN and self._percent_in(at + 1):
            return before not in ("of",)
        while at < place + 6 and self._part_at(at) == Part.WORD and self._word_at(at) not in PEOPLE:
            word = self._word_at(at)
            if (
                word in BE
                or word in HAVE
                or word in ENROLLED
                or word in ("of", "in", "to", "with", "and", "or", "for", "on")
            ):
                break
            if word in ACTS:
                return True
            at += 1
        word = self._word_at(at)
        if word not in PEOPLE:
            joined = word in ("and", "or") or self._part_at(at) == Part.VERSUS
            if at == place + 1 and joined and self._part_at(at + 1) == Part.NUMBER and self._word_at(at + 2) in PEOPLE:
                return self._people(at + 1, atom, before)
            if at == place + 1 and (word in ACTS or (word in HAVE or word in GETS)) and word not in ENROLLED:
                return (
                    place == 0
                    or before in ("and", "which", "whom", "but", "only")
                    or self._part_at(place - 1) in (Part.COMMA, Part.SEMICOLON, Part.OPEN)
                )
            return False
        if before in ("in", "of", "for", "among", "from", "with", "at", "by", "the", "all", "to", "between"):
            if before in ("in",):
                last = self._last()
                if self._word_at(place - 2) == "and" and self._counted_before():
                    return True
                outcome = self._word_at(place - 2)
                if (outcome in OUTCOME_HEADS or outcome.endswith(OUTCOME_ENDINGS)) and not self._enrolled(at):
                    return True
                verb = any(self._word_at(place - step) in _IN_VERBS for step in (2, 3, 4))
                joined = last is not None and last.kind == "count" and place - last.last <= 4
                return (verb or joined) and not self._enrolled(at)
            if not (
                before == "all"
                and (self._word_at(at + 1) in HAVE or self._word_at(at + 1) in ACTS or self._word_at(at + 1) in GETS)
            ):
                return False
        last = self._last()
        if before in ("and", "vs", "versus") and last is not None and last.kind == "count" and place - last.last <= 3:
            return True
        return self._predicate(at + 1)

    def _counted_before(self) -> bool:
        return any(figure.kind == "count" for figure in self.figures)

    def _enrolled(self, at: int) -> bool:
        return any(self._word_at(at + step) in ENROLLED for step in (1, 2))

    def _predicate(self, at: int) -> bool:
        """Whether what follows "patients" tells a result."""
        word = self._word_at(at)
        if word in (
            "who",
            "that",
            "also",
            "each",
            "only",
            "subsequently",
            "later",
            "then",
            "eventually",
            "finally",
            "ultimately",
        ):
            at += 1
            word = self._word_at(at)
        if word in ("in", "on", "with", "from"):  # "patients in the placebo group died"
            for step in range(1, 7):
                if self._word_at(at + step) in GROUP_NOUNS:
                    return self._word_at(at + step + 1) not in ("in", "on", "with", "from") and self._predicate(
                        at + step + 1
                    )
                if self._part_at(at + step) != Part.WORD:
                    return False
            return False
        if word in ACTS or word in HAVE or (word in GETS and word not in ("received", "receiving", "receive")):
            return True
        if word in ("received", "receiving", "given", "requiring"):
            return True
        if word in BE:
            for step in (1, 2, 3):
                following = self._word_at(at + step)
                if following in ENROLLED:
                    return False
                if self._part_at(at + step) != Part.WORD:
                    break
            return self._part_at(at + 1) == Part.WORD
        if word in ("and", "or") or self._part_at(at) in (Part.COMMA, Part.VERSUS):
            at += 1
            if self._part_at(at) == Part.NUMBER and self.atoms[at].unit is None:
                for step in range(1, 5):
                    if self._word_at(at + step) in PEOPLE:
                        return self._predicate(at + step + 1)
            return False
        if self._part_at(at) == Part.OPEN:
            for step in range(2, 12):
                if self._part_at(at + step) == Part.CLOSE and self._word_at(at + step + 1) in GETS | ACTS.keys() | HAVE:
                    return True
            return self._percent_in(at) or (
                self._part_at(at + 1) == Part.NUMBER
                and self._part_at(at + 2) == Part.WORD
                and self._word_at(at + 2) not in ("mg",)
            )
        return False
