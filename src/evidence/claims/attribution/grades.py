"""Grades that one outcome lends to another: "grade 3 neutropenia (9%) and leukopenia (4%)"."""

import itertools

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.subjects import HAPPENED, Subjects


class Grades(Subjects):
    """Carries grades from phrase to phrase."""

    def _carry_grade(self, found: list[Phrase]) -> None:
        """Give "leukopenia" the grade in "grade 3 neutropenia (9%) and leukopenia (4%)"."""
        if Part.GRADE not in self.parts:
            return
        grade = ""
        for one, two in itertools.pairwise(found):
            if self.parts[one.first] == Part.GRADE:
                grade = self.phrases.quote(one.first, one.first)
            graded = Part.GRADE in self.parts[two.first : two.last + 1]
            between = self.atoms[one.last + 1 : two.first]
            listed = bool(between) and (
                between[0].part == Part.OPEN
                and (between[-1].part in (Part.CLOSE, Part.COMMA) or between[-1].word == "and")
            )
            listed = listed or self._seen_in_others(between, two, ungraded=self.parts[one.first] != Part.GRADE)
            listed = listed or (len(between) == 1 and between[0].word == "and")
            if not listed or graded or self._restarts(between):
                grade = ""
            elif grade:
                two.text = f"{grade} {two.text}"

    def _share_grade(self, found: list[Phrase]) -> None:
        """Give "anemia" the grade in "anemia and thrombocytopenia of grade 3 or higher"."""
        if Part.GRADE not in self.parts:
            return
        for one, two in itertools.pairwise(found):
            _, of, grade = two.text.partition(" of grade")
            if (
                of
                and one.last + 2 == two.first
                and self.words[two.first - 1] == "and"
                and "grade" not in one.text.lower()
            ):
                one.text += of + grade

    def _seen_in_others(self, between: list[Atom], phrase: Phrase, *, ungraded: bool) -> bool:
        """Read "grade 3 neutropenia was observed in 30%, thrombocytopenia in 21%"."""
        listed = self.parts[phrase.first - 1] == Part.COMMA or ungraded
        joined = bool(between) and listed and (between[-1].part == Part.COMMA or between[-1].word == "and")
        seen = any(atom.word in HAPPENED or atom.word == "in" for atom in between[:3])
        return joined and seen and self.words[phrase.last + 1] == "in" and phrase.last + 2 in self.starts

    def _restarts(self, between: list[Atom]) -> bool:
        return any(atom.part == Part.SEMICOLON and not self._inside(atom, between) for atom in between)

    def _inside(self, atom: Atom, between: list[Atom]) -> bool:
        """Whether a mark stands in the bracket that opens a stretch."""
        depth = 0
        for other in between:
            depth += {Part.OPEN: 1, Part.CLOSE: -1}.get(other.part, 0)
            if other is atom:
                return depth > 0
        return False
