"""What each figure measures, in whom and when.

For every run of figures the rules look first at what stands right behind it ("in the X group", "patients relapsed",
"for PFS"), then at the subject before it, then at what the sentence and the text have last spoken of.
"""

import re

from evidence.claims.arms import Arm, Arms
from evidence.claims.atoms import Atom, Part
from evidence.claims.figures import TIMES, Figure
from evidence.claims.lexicon import (
    ACTS,
    ADVERBS,
    BE,
    COMPETING,
    COMPETING_HEADS,
    DETERMINERS,
    GETS,
    GROUP_NOUNS,
    HAVE,
    INTRODUCES,
    MEASURED_UNITS,
    PEOPLE,
    SURVIVAL_WORDS,
    TABLE_WORDS,
)
from evidence.claims.phrases import STOPS, Phrase, Phrases
from evidence.claims.runs import Run, runs

_SEEN = frozenset(("observed", "seen", "reported", "noted", "recorded", "documented", "found", "detected", "identified", "described", "present", "achieved", "obtained", "performed", "experienced", "developed", "diagnosed", "attained", "confirmed"))
_BEFORE_NO_HEADING = frozenset(("with", "in", "for", "on", "than", "to", "after", "before", "following", "at", "by", "from", "during", "between", "among", "within"))
_JUDGED = frozenset(("evaluated", "classified", "considered", "assessed", "graded", "rated", "deemed", "judged", "found", "still", "currently", "in", "reported", "confirmed"))
_RELATIVE = frozenset(("assigned", "treated", "receiving", "given", "in", "who", "with", "randomised", "randomized", "allocated", "on", "that", "taking", "aged"))
_NO_HEADING = frozenset(("group", "arm", "groups", "arms", "cohort", "patients", "study", "trial", "age", "years", "analysis", "population", "it", "ratio", "cohorts", "results", "rate", "rates", "proportions", "proportion", "values", "value", "figures", "incidence", "percentages", "probability", "significant", "different", "similar", "higher", "lower", "median", "mean", "difference", "differences"))


_SUBGROUP = re.compile(r"risk|stage|positiv|negativ|mutat|wild|high|low|intermediate|older|younger|resist|sensitiv", re.IGNORECASE)


class Context:
    """What carries over from sentence to sentence."""

    def __init__(self, text: str) -> None:
        self.arms = Arms(text)
        self.outcome: str | None = None
        self.row: list[str] = []
        self.times: list[tuple[float, str]] = []
        self.pair: list[str] = []
        self.cumulative = False
        self.survival = False
        self.arm: str | None = None


class Sentence:
    """Attributes the figures of one sentence."""

    def __init__(self, text: str, atoms: list[Atom], figures: list[Figure], context: Context, arms: list[Arm]) -> None:
        self.text = text
        self.atoms = atoms
        self.figures = figures
        self.context = context
        self.phrases = Phrases(text, atoms)
        self.arms = [arm for arm in arms]
        self.outcomes = self._outcomes()
        self.runs = runs(atoms, figures, self.outcomes, self.arms)
        self.done: list[Run] = []
        self.run_outcomes: dict[int, list[str | None]] = {}
        self.pair = self._sentence_pair()

    def _outcomes(self) -> list[Phrase]:
        """The outcome phrases of the sentence: those with a known head, and the subjects of figures."""
        taken = {place for arm in self.arms for place in range(arm.first, arm.last + 1)}
        sure = {place for arm in self.arms if arm.suffixed for place in range(arm.first, arm.last + 1)}
        found = [phrase for phrase in self.phrases.outcomes() if phrase.first not in sure]
        covered = {place for phrase in found for place in range(phrase.first, phrase.last + 1)}
        for figure in self.figures:
            phrase = self._heading(figure, taken | covered)
            if phrase is not None:
                found.append(phrase)
                covered.update(range(phrase.first, phrase.last + 1))
        found.sort(key=lambda phrase: phrase.first)
        self._carry_grade(found)
        return found

    def _heading(self, figure: Figure, covered: set[int]) -> Phrase | None:
        """A noun phrase that a figure completes: "anorexia (6.8 vs 9.5%)", "serum sodium was 140"."""
        place = figure.first - 1
        if self.part(place) in (Part.EQUALS, Part.COLON) or self.word(place) in ("was", "were", "is", "are"):
            place -= 1
        elif self.part(place) is Part.OPEN:
            place -= 1
        elif self.word(place) in ("in", "by") and self.word(place - 1) in _SEEN:
            place -= 2
            while self.word(place) in BE or self.word(place) in ADVERBS or self.word(place) in ("been", "have", "had", "has"):
                place -= 1
        else:
            return None
        if place in covered or not self.phrases.in_chunk(place) or self.part(place) is not Part.WORD:
            return None
        first = place
        while self.phrases.in_chunk(first - 1) and first - 1 not in covered:
            first -= 1
        before = self.word(first - 1)
        if place - first > 6 or before in _BEFORE_NO_HEADING or before in BE or before in ADVERBS or self.word(place) in _NO_HEADING:
            return None
        if self.word(place) in TABLE_WORDS or self.part(first - 1) is Part.MARK:
            return None
        phrase = self.phrases.make(first, place)
        return phrase if phrase.text.lower() not in INTRODUCES else None

    def _carry_grade(self, found: list[Phrase]) -> None:
        """Give "leukopenia" the grade in "grade 3 neutropenia (9%) and leukopenia (4%)"."""
        for one, two in zip(found, found[1:], strict=False):
            if self.part(one.first) is not Part.GRADE or any(self.part(at) is Part.GRADE for at in range(two.first, two.last + 1)):
                continue
            between = self.atoms[one.last + 1 : two.first]
            if between and between[0].part is Part.OPEN and between[-1].part in (Part.CLOSE, Part.COMMA) or (between and between[0].part is Part.OPEN and between[-1].word == "and"):
                two.text = f"{self.phrases.quote(one.first, one.first)} {two.text}"

    def word(self, place: int) -> str:
        """Give the atom's word, or nothing beyond the ends."""
        return self.phrases.word(place)

    def part(self, place: int) -> Part | None:
        """Give the atom's part, or None beyond the ends."""
        return self.phrases.part(place)

    def attribute(self) -> None:
        """Fill in measure, outcome, arm and time of every figure."""
        self.context.times = []
        for number, run in enumerate(self.runs):
            stop = self.runs[number + 1].first if number + 1 < len(self.runs) else len(self.atoms)
            start = self.runs[number - 1].last + 1 if number else 0
            self._run(run, start, stop)
            self.done.append(run)
        self._p_values()
        self._each_group()
        self._subgroups()
        row: list[str] = []
        for figure in self.figures:
            if figure.outcome is not None and figure.outcome not in row:
                row.append(figure.outcome)
        self.context.row = row
        self._lone_arm()
        if len(self.pair) == 2:
            self.context.pair = self.pair

    # Arms

    def _lone_arm(self) -> None:
        """A list of outcomes with one arm behind the last: "27% had X, 32% had Y and 41% had Z with GDP"."""
        names = {figure.arm for run in self.runs for figure in run.figures if figure.arm not in (None, "all")}
        if len(names) != 1 or len(self.runs) < 2 or len({arm.name for arm in self.arms}) != 1:
            return
        last = self.runs[-1].figures[-1]
        if last.arm in names and all(run.kind in ("percent", "share") for run in self.runs):
            for run in self.runs:
                for figure in run.figures:
                    figure.arm = last.arm

    def _each_group(self) -> None:
        """Give "49 patients were transplanted in each group" to both arms."""
        pair = self._default_pair()
        if len(pair) != 2:
            return
        for run in self.runs:
            figure = run.figures[-1]
            if len(run.figures) > 1 or figure.measure in ("follow_up", "hazard_ratio", "odds_ratio", "risk_ratio", "difference"):
                continue
            if any(
                self.word(at) in ("each", "both") and self.word(at - 1) in ("in", "with", "for") and self.word(at + 1) in GROUP_NOUNS
                for at in range(figure.last + 1, min(figure.last + 9, len(self.atoms)))
            ):
                other = figure.copy()
                other.interval = figure.interval
                figure.arm, other.arm = pair
                self.figures.insert(self.figures.index(figure) + 1, other)

    def _subgroups(self) -> None:
        """Give "7% (from 28% to 35%; HR 0.8) in eligible patients" its subgroup, inside the bracket too."""
        for run in self.runs:
            whole = run.figures[0]
            if len(run.figures) > 1 or whole.label != "difference" or self.part(whole.last) is not Part.CLOSE:
                continue
            inside = [other for other in self.runs if whole.first < other.first < whole.last]
            name = self._subgroup_at(whole.last + 1)
            if not inside or name is None:
                continue
            whole.arm = name
            short = re.sub(r"^patients (?:with|undergoing|receiving) | patients$", "", name)
            for other in inside:
                for figure in other.figures:
                    figure.arm = short if other.kind == "ratio" else f"{figure.arm}, {short}" if figure.arm not in (None, "all") else short

    def _subgroup_at(self, place: int) -> str | None:
        """Read "in eligible patients", "in patients undergoing resection"."""
        if self.word(place) not in ("in", "for", "among"):
            return None
        if self.word(place + 1) in PEOPLE and self.word(place + 2) in ("with", "without", "undergoing", "receiving"):
            span = self.phrases.chunk(place + 3)
            return self.phrases.quote(place + 1, span[1]) if span is not None else None
        at = place + 1
        while self.part(at) is Part.WORD and at < place + 5 and self.word(at) not in PEOPLE:
            at += 1
        if self.word(at) in PEOPLE and at > place + 1:
            first = place + 2 if self.word(place + 1) in DETERMINERS else place + 1
            return self.phrases.quote(first, at)
        return None

    def _sentence_pair(self) -> list[str]:
        names: list[str] = []
        for arm in self.arms:
            if arm.name not in names:
                names.append(arm.name)
        if len(names) == 2 and self.part(0) is Part.VERSUS and self.arms[0].first <= 3:
            names.reverse()  # "Compared with A, B improved …": the figures run B versus A
        return names if len(names) == 2 else []

    def _default_pair(self) -> list[str]:
        return self.pair or self.context.pair or self.context.arms.pair

    def _arms(self, run: Run, start: int, stop: int) -> list[str | None]:
        """The arm beside each figure of a run; None where nothing tells."""
        figures = run.figures
        owners: list[str | None] = [None] * len(figures)
        before_first = self._arm_before(figures[0], start)
        label_first = before_first is not None and len(figures) > 1 and self._labels_next(figures[0], figures[1])
        for number, figure in enumerate(figures):
            last = number + 1 == len(figures)
            if label_first:
                arm = before_first if number == 0 else self._arm_between(figures[number - 1], figure)
                owners[number] = arm.name if arm else None
                continue
            end = stop if last else figures[number + 1].first
            if end <= figure.first:
                end = figures[number + 1].last
            arm = self._arm_after(figure, end, last)
            if arm is not None:
                owners[number] = arm.name
        return owners

    def _labels_next(self, one: Figure, two: Figure) -> bool:
        """Whether the arm between two figures is the label of the second: "placebo, 3.6 months"."""
        for arm in self.arms:
            if one.last < arm.first and arm.last < two.first:
                led = self.word(arm.first - 1)
                if led in ("in", "with", "on", "for", "among", "the"):
                    return False
                return two.first - arm.last <= 3
        return False

    def _arm_before(self, figure: Figure, start: int) -> Arm | None:
        """The arm right before a figure: at most a comma, bracket, colon or "was" between."""
        for arm in reversed(self.arms):
            if arm.last < figure.first and arm.first >= start:
                between = self.atoms[arm.last + 1 : figure.first]
                if len(between) <= 3 and all(
                    atom.part in (Part.COMMA, Part.OPEN, Part.COLON, Part.EQUALS) or atom.word in BE or atom.word in ("group", "arm", "patients") for atom in between
                ):
                    return arm
                return None
        return None

    def _arm_between(self, one: Figure, two: Figure) -> Arm | None:
        for arm in self.arms:
            if one.last < arm.first and arm.last < two.first:
                return arm
        return None

    def _arm_after(self, figure: Figure, stop: int, last: bool) -> Arm | None:
        """The arm that what follows a figure leads to: "45% (34–55) of patients in the X group"."""
        limit = figure.last + (14 if last else 30)
        for arm in self.arms:
            if arm.first <= figure.arm_from:
                continue
            if arm.first < figure.last:  # "22.4 months in the X arm (95% CI …)": the arm stands inside the figure
                return arm if arm.first - figure.first <= 8 and not self._other_estimate(figure, arm) else None
            if arm.first >= stop or arm.first > limit:
                return None
            between = self.atoms[figure.last + 1 : arm.first]
            if any(atom.part in (Part.SEMICOLON, Part.COLON) for atom in between):
                return None
            if not self._leads(between, last, arm, figure.kind in ("count", "fraction") or figure.numerator is not None):
                return None
            return arm
        return None

    def _other_estimate(self, figure: Figure, arm: Arm) -> bool:
        return any(other is not figure and figure.first < other.first < arm.first for other in self.figures)

    def _leads(self, between: list[Atom], last: bool, arm: Arm, told: bool) -> bool:
        for place, atom in enumerate(between):
            if atom.part is Part.VERSUS:
                return False
            if atom.word in ("and", "but", "while", "whereas") and place + 1 >= len(between) - 1 and not last:
                return False
            if atom.part is Part.LABEL:
                return False
            if last and atom.part is Part.COMMA and len(between) > 4 and not any(other.word in ("in", "with", "for", "on") for other in between[-2:]):
                return False
        if any(atom.word in BE for atom in between) and not (arm.led and told):
            return False
        if not between:
            return True
        if between[-1].word in ("the", "a", "patients", "subjects", "those", "to", "both") and len(between) > 1:
            return any(atom.word in _LEADERS for atom in between)
        return between[-1].word in _LEADERS or (arm.suffixed and any(atom.word in _LEADERS for atom in between))

    def _give_arms(self, run: Run, start: int, stop: int, owners: list[str | None], dims: int) -> None:
        """Set the arm of every figure in a run from what stands beside them, before them, or was last spoken of."""
        figures = run.figures
        count = len(figures)
        known = [owner for owner in owners if owner is not None]
        if count > 1 and len(known) == 1 and owners[-1] is not None:
            listed = self._listed_after(figures[-1], stop)
            if len(listed) > 1 and count % len(listed) == 0:
                self._spread(figures, listed, run.joints)
                return
            if run.joints[-1] == "versus" and count == 2:
                figures[1].arm = owners[-1]
                figures[0].arm = self._other(owners[-1], figures[0], start)
                return
            first = self._single(figures[0], start, stop) if count == 2 and dims == 1 else None
            if first is not None and first != owners[-1]:
                figures[0].arm, figures[1].arm = first, owners[-1]
                return
            if dims > 1 or len(set(run.joints)) == 1:
                for figure in figures:
                    figure.arm = owners[-1]
                return
        if known:
            arm: str | None = None
            for figure, owner in zip(reversed(figures), reversed(owners), strict=True):
                arm = owner or arm
                figure.arm = arm
            for figure in figures:
                if figure.arm is None:
                    figure.arm = self._other(known[0], figure, start)
            return
        listed = self._listed_before(figures[0], start)
        if len(listed) > 1 and count % len(listed) == 0 and count >= len(listed) and (dims * len(listed) == count or dims == 1):
            self._spread(figures, listed, run.joints)
            return
        if count == 1 or dims == count:
            arm = self._single(figures[0], start, stop)
            for figure in figures:
                figure.arm = arm
            return
        pair = self._default_pair()
        if len(pair) == 2 and count % 2 == 0:
            if self.word(figures[0].first - 1) == "from" and not self.pair:
                pair = pair[::-1]
            self._spread(figures, pair, run.joints)

    def _spread(self, figures: list[Figure], names: list[str], joints: list[str]) -> None:
        """Give arms out in turn; where both "and" and "versus" join, the arms change at "versus"."""
        if len(figures) == len(names) or "versus" in joints:
            for number, figure in enumerate(figures):
                figure.arm = names[number % len(names)]
            return
        size = len(figures) // len(names)
        for number, figure in enumerate(figures):
            figure.arm = names[number // size]

    def _other(self, name: str | None, figure: Figure, start: int) -> str | None:
        for arm in reversed(self.arms):
            if arm.last < figure.first and arm.name != name:
                return arm.name
        others = [other for other in self._default_pair() if other != name]
        return others[0] if len(others) == 1 else None

    def _listed_after(self, figure: Figure, stop: int) -> list[str]:
        """Arms in a row behind a figure: "for GV and GP arms"."""
        row: list[Arm] = []
        for arm in self.arms:
            if arm.first <= figure.first or arm.first >= stop:
                continue
            if row and not self._joined(row[-1], arm):
                break
            row.append(arm)
        return [arm.name for arm in row]

    def _joined(self, one: Arm, two: Arm) -> bool:
        between = self.atoms[one.last + 1 : two.first]
        return len(between) <= 4 and all(
            atom.part in (Part.VERSUS, Part.COMMA) or atom.word in ("and", "or", "the", "in", "with", "for", "group", "groups") for atom in between
        ) and any(atom.part is Part.VERSUS or atom.word in ("and", "or") or atom.part is Part.COMMA for atom in between)

    def _listed_before(self, figure: Figure, start: int) -> list[str]:
        """Arms in a row before a figure, nearest first; else two arms told apart earlier in the sentence."""
        row: list[Arm] = []
        for arm in reversed(self.arms):
            if arm.last >= figure.first:
                continue
            if arm.first < start and not row:
                break
            if row and not self._joined(arm, row[0]):
                break
            row.insert(0, arm)
        if len(row) > 1:
            return [arm.name for arm in row]
        return []

    def _single(self, figure: Figure, start: int, stop: int) -> str | None:
        """The arm of a lone figure: the one its clause has last spoken of."""
        names = [arm for arm in self.arms if arm.last < figure.first and arm.first >= start]
        if names and (names[-1].led or names[-1].suffixed or self._near(names[-1], figure)):
            return names[-1].name
        for run in reversed(self.done):
            if all(other.arm == run.figures[0].arm for other in run.figures) and run.figures[0].arm and not self._new_clause(run.last, figure.first):
                return run.figures[0].arm
            break
        leading = [arm for arm in self.arms if arm.first <= 2 and arm.led]
        if leading and not any(self.part(at) is Part.SEMICOLON for at in range(leading[0].last, figure.first)) and len({arm.name for arm in self.arms}) == 1:
            return leading[0].name
        return None

    def _near(self, arm: Arm, figure: Figure) -> bool:
        return figure.first - arm.last <= 4 or arm.first <= 1

    def _new_clause(self, begin: int, end: int) -> bool:
        return any(self.part(at) is Part.SEMICOLON or self.word(at) in ("while", "whereas") for at in range(begin, end))

    # Outcomes

    def _outcome_of(self, run: Run, start: int, stop: int) -> tuple[list[str], list[Phrase]]:
        """The outcomes of a run, as many as the text lists, and the phrases they were read from."""
        if run.kind in ("count", "share") and self._told_by_act(run):
            return [self._act or ""], []
        after = self._outcome_after(run, start, stop)
        if after is not None:
            return [after.text], [after]
        before = self._outcomes_before(run.figures[0], start)
        if before:
            return [phrase.text for phrase in before], before
        return [], []

    def _told_by_act(self, run: Run) -> bool:
        figure = run.figures[-1]
        self._act = self._predicate(figure, figure.first + 1) or self._predicate(figure, figure.last + 1)
        return self._act is not None

    def _outcomes_before(self, figure: Figure, start: int) -> list[Phrase]:
        limit = self._bracket_start(figure)
        row: list[Phrase] = []
        for phrase in reversed(self.outcomes):
            if phrase.last >= limit or phrase.first < start:
                continue
            if row and not self._coordinated(phrase, row[0]):
                break
            row.insert(0, phrase)
        return row

    def _bracket_start(self, figure: Figure) -> int:
        """Where to look back from: a figure behind a semicolon in a bracket is about what stands before the bracket."""
        if not figure.in_bracket:
            return figure.first
        depth = 0
        crossed = False
        for place in range(figure.first - 1, -1, -1):
            part = self.part(place)
            if part is Part.CLOSE:
                depth += 1
            elif part is Part.OPEN:
                if depth == 0:
                    return place if crossed else figure.first
                depth -= 1
            elif part is Part.SEMICOLON and depth == 0:
                crossed = True
        return figure.first

    def _coordinated(self, one: Phrase, two: Phrase) -> bool:
        between = self.atoms[one.last + 1 : two.first]
        return 0 < len(between) <= 5 and all(
            atom.part in (Part.COMMA, Part.TIME) or atom.word in ("and", "or", "the", "of", "for", "/", "&", "in", "median", "rate", "rates", "both") or atom.part is Part.MARK for atom in between
        ) and any(atom.word in ("and", "or", "&") or atom.part is Part.COMMA or atom.word == "/" for atom in between)

    def _outcome_after(self, run: Run, start: int, stop: int) -> Phrase | None:
        figure = run.figures[-1]
        if run.kind == "mean":
            return self._measured_thing(figure) or self._changed_thing(figure, start)
        if run.kind == "percent" and self.part(run.first - 1) is Part.OPEN and self.part(run.first - 2) is Part.TIME:
            return self._shared_noun(figure)
        if run.kind in ("ratio", "difference"):
            return self._phrase_after_word(figure, ("for",), stop) if not self._label_has_outcome(figure) else self._label_has_outcome(figure)
        if run.kind in ("time", "follow_up", "mean"):
            return self._phrase_after_word(figure, ("for",), stop)
        place = figure.last + 1
        if run.kind == "percent" and self._is_subject(run, start):
            return self._phrase_after_word(figure, ("for",), stop)
        if run.kind == "percent" or run.kind == "share":
            phrase = self._object(place)
            if phrase is not None:
                return phrase
        if run.kind in ("count", "share"):
            phrase = self._counted_thing(figure)
            if phrase is not None:
                return phrase
        return self._phrase_after_word(figure, ("for",), stop)

    def _measured_thing(self, figure: Figure) -> Phrase | None:
        """Read "a median of six (range 1–6) preoperative cycles"."""
        place = figure.last + 1
        if not self.phrases.in_chunk(place) or self._in_arm(place):
            return None
        span = self.phrases.chunk(place)
        if span is None:
            return None
        if figure.unit is None and self.word(span[1]) in MEASURED_UNITS:
            figure.unit = self.word(span[1])
        return self._make(span) if figure.unit is not None and self.word(span[1]) == figure.unit else None

    def _changed_thing(self, figure: Figure, start: int) -> Phrase | None:
        """Read "–2.20 g/dL change": the change of what was spoken of before."""
        if self.word(figure.last + 1) != "change":
            return None
        at = figure.first - 1
        while at >= start:
            if self.word(at) in ("level", "levels", "score", "scores") and self.phrases.in_chunk(at - 1):
                phrase = self.phrases.make(at - 1, at - 1)
                phrase.text = f"{phrase.text} change"
                return phrase
            at -= 1
        return None

    def _shared_noun(self, figure: Figure) -> Phrase | None:
        """Read "30-day (9%) and 60-day (15%) mortalities": the noun stands after the last bracket."""
        for phrase in self.outcomes:
            if phrase.first > figure.last:
                return phrase
        return None

    def _counted_thing(self, figure: Figure) -> Phrase | None:
        """What the people or things counted are said to have, inside the bracket or behind the number."""
        if figure.estimate_place > figure.first:
            at = figure.estimate_place + 1
            if at < figure.last and self.phrases.in_chunk(at):
                span = self.phrases.chunk(at)
                if span is not None and any(self.phrases.is_head(head) for head in range(span[0], span[1] + 1)):
                    return self._make(span)
        at = figure.first + 1
        if self.part(at) is Part.OPEN:
            at = figure.last + 1
        if self.word(at) == "of" and self.part(at + 1) is Part.NUMBER:
            at = figure.last + 1
        return self._object(at)

    def _is_subject(self, run: Run, start: int) -> bool:
        """Whether the figure completes a subject: "overall survival was 45%"."""
        figure = run.figures[0]
        place = figure.first - 1
        if self.word(place) in BE or self.part(place) in (Part.OPEN, Part.EQUALS, Part.COLON):
            return any(phrase.last < figure.first and phrase.first >= start for phrase in self.outcomes)
        return False

    def _label_has_outcome(self, figure: Figure) -> Phrase | None:
        """Read "HR for death of 2.51"."""
        for at in range(figure.first - 1, max(figure.first - 12, -1), -1):
            if self.part(at) is Part.LABEL:
                for phrase in self.outcomes:
                    if at < phrase.first and phrase.last < figure.first and any(self.word(back) in ("for", "of") for back in range(at, phrase.first)):
                        return phrase
                return None
        return None

    def _phrase_after_word(self, figure: Figure, words: tuple[str, ...], stop: int) -> Phrase | None:
        place = figure.last + 1
        if self.word(place) not in words:
            return None
        while self.word(place + 1) in DETERMINERS or self.part(place + 1) is Part.TIME:
            place += 1
        for phrase in self.outcomes:
            if phrase.first == place + 1 and phrase.first < stop:
                return phrase
        return None

    def _object(self, place: int) -> Phrase | None:
        """What is said behind a figure: "of patients had X", "complete response", "patients developed X"."""
        if self.part(place) is Part.COMMA and self.word(place + 1) == "respectively":
            place += 3 if self.part(place + 2) is Part.COMMA else 2
        begin = place
        if self.word(place) == "of":
            place += 1
        while (self.word(place) in DETERMINERS and self.word(place) != "no") or self.word(place) in ("evaluable", "eligible", "treated", "assessable", "additional", "other"):
            place += 1
        if self.word(place) in ("more", "less") and self.word(place + 1) == "than" and self.part(place + 2) is Part.NUMBER and self.phrases.in_chunk(place + 3):
            span = self.phrases.chunk(place + 3)
            if span is not None:
                phrase = self.phrases.make(*span)
                phrase.text = self.phrases.quote(place, span[1])
                return phrase
        if self.phrases.in_chunk(place) and place == begin:
            span = self.phrases.chunk(place)
            if span is not None and self.word(span[1] + 1) not in PEOPLE:
                return None if self._in_arm(place) else self._make(span)
            if span is not None:
                place = span[1] + 1
        if self.phrases.in_chunk(place) and self.word(place + 1) in PEOPLE:
            place += 1
        if self.word(place) in PEOPLE:
            place += 1
        elif self.part(place) is Part.OPEN:
            return None
        if self.word(place - 1) in PEOPLE and self.part(place) is Part.OPEN:
            while place < len(self.atoms) and self.part(place) is not Part.CLOSE:
                place += 1
            place += 1
        if self.word(place - 1) in PEOPLE and self.word(place) in _RELATIVE:
            place = self._main_verb(place)
        return self._after_people(place)

    def _main_verb(self, place: int) -> int:
        """Skip "assigned erlotinib and who were assessable" to the verb that tells the result."""
        for at in range(place + 1, min(place + 16, len(self.atoms))):
            if self.part(at) in (Part.SEMICOLON, Part.OPEN) or any(figure.first == at for figure in self.figures):
                return place
            if self.word(at) in GETS or self.word(at) in HAVE:
                return at
            if self.word(at) in BE and self.word(at - 1) not in ("who", "that", "which"):
                return at
        return place

    def _in_arm(self, place: int) -> bool:
        return any(arm.first <= place <= arm.last for arm in self.arms)

    def _after_people(self, place: int) -> Phrase | None:
        while self.word(place) in ADVERBS or self.word(place) in ("who", "that", "subsequently", "later", "then", "eventually", "each"):
            place += 1
        word = self.word(place)
        if word in BE:
            if self.word(place + 1) in _SEEN and self.word(place + 2) not in ("to", "as"):
                return None
            at = place + 1
            while self.word(at) in ADVERBS:
                at += 1
            if self.word(at) in _JUDGED:
                while self.word(at) in _JUDGED or self.word(at) in ("as", "in", "to", "have", "be", "having") or self.word(at) in DETERMINERS:
                    at += 1
                return self._phrase_at(at)
            if self.part(at) is Part.WORD and self.word(at) not in STOPS:
                span = self.phrases.chunk(at)
                return self._make(span) if span else None
            return None
        if word in ("evaluated", "classified", "considered", "assessed", "graded", "rated") and self.word(place + 1) in ("as", "to"):
            return self._phrase_at(place + 2)
        if word in HAVE or word in GETS or word in ("with", "requiring", "given"):
            if self.word(place + 1) == "been":
                return None
            return self._phrase_at(place + 1)
        return None

    def _phrase_at(self, place: int) -> Phrase | None:
        while True:
            if self.word(place) in DETERMINERS or self.word(place) in ADVERBS or self.word(place) in ("at", "least", "one", "only", "median", "mean", "in", "been", "to"):
                place += 1
            elif self.part(place) in (Part.NUMBER, Part.TIME) and self.part(place + 1) in (Part.OPEN, Part.WORD):
                place += 1
            elif self.part(place) is Part.OPEN and place > 0 and self.part(place - 1) is Part.NUMBER:
                while place < len(self.atoms) and self.part(place) is not Part.CLOSE:
                    place += 1
                place += 1
            else:
                break
        for phrase in self.outcomes:
            if phrase.first <= place <= phrase.last or 0 <= phrase.first - place <= 0:
                return phrase
        span = self.phrases.chunk(place)
        return self._make(span) if span is not None else None

    def _make(self, span: tuple[int, int]) -> Phrase:
        for phrase in self.outcomes:
            if phrase.first <= span[1] and span[0] <= phrase.last:
                return phrase
        first, last = span
        if self.word(last + 1) == "due" and self.word(last + 2) == "to":
            extra = self.phrases.chunk(last + 3)
            last = extra[1] if extra else last
        return self.phrases.make(first, last)

    def _predicate(self, figure: Figure, place: int) -> str | None:
        """The outcome that a verb tells: "patients relapsed after allo-SCT"."""
        if place < figure.last and self.part(place) is Part.OPEN:
            return None
        for _ in range(6):
            word = self.word(place)
            if word in ACTS:
                return self._act_phrase(place)
            if word in PEOPLE or word in ADVERBS or word in DETERMINERS or word in ("of", "who", "had", "have", "later", "subsequently") or self.part(place) in (Part.OPEN, Part.CLOSE):
                place += 1
            elif self.phrases.in_chunk(place) and self.word(place + 1) in PEOPLE:
                place += 1
            else:
                return None
        return None

    def _act_phrase(self, place: int) -> str:
        word = self.word(place)
        named = ACTS[word]
        at = place + 1
        if named in ("completed", "discontinued", "stopped", "withdrew", "failed", "improved", "dropped", "lost", "rejected"):
            if self.word(at) in ("due", "because"):
                span = self.phrases.chunk(at + 2)
                return f"{word} due to {self._make(span).text}" if span else word
            span = self.phrases.chunk(at)
            return f"{word} {self._make(span).text}" if span else word
        if named == "remained":
            span = self.phrases.chunk(at)
            return self._make(span).text if span else named
        if self.word(at) in ("after", "without", "before", "from") and self.phrases.in_chunk(at + 1):
            span = self.phrases.chunk(at + 1)
            if span is not None and span[1] - span[0] <= 2:
                return f"{named} {self.word(at)} {self.phrases.quote(*span)}"
        return named

    # Fallback subject

    def _subject(self, figure: Figure, start: int) -> str | None:
        """The noun phrase before the verb, for outcomes that the lexicon does not know."""
        place = figure.first - 1
        if figure.in_bracket:
            place = self._opener(figure) - 1
        steps = 0
        while place >= start and steps < 12 and not self.phrases.in_chunk(place):
            place -= 1
            steps += 1
        if place < start or not self.phrases.in_chunk(place):
            return None
        if any(arm.first <= place <= arm.last for arm in self.arms):
            arm = next(arm for arm in self.arms if arm.first <= place <= arm.last)
            place = arm.first - 1
            while place >= start and not self.phrases.in_chunk(place):
                place -= 1
            if place < start:
                return None
        first = place
        while first > start and self.phrases.in_chunk(first - 1):
            first -= 1
        text = self.phrases.make(first, place).text
        return text if text and text.lower() not in INTRODUCES else None

    def _opener(self, figure: Figure) -> int:
        for at in range(figure.first, -1, -1):
            if self.part(at) is Part.OPEN:
                return at
        return figure.first

    # Times

    def _times(self, run: Run, start: int, stop: int, phrases: list[Phrase]) -> list[tuple[float, str]]:
        """The time points of a run: before or inside its outcome, before the figure, or right behind it."""
        first = run.figures[0].first
        row: list[tuple[float, str]] = []
        at = first - 1
        gap = 0
        while at >= start:
            time = self._time_at(at)
            if time is not None:
                if not row or gap <= 3:
                    row.insert(0, time)
                gap = 0
            elif row:
                gap += 1
                if gap > 3:
                    break
                if self.part(at) is Part.WORD and self.word(at) not in ("and", "or", "at", "to", "-"):
                    break
            at -= 1
        if row:
            return row
        return self._times_after(run, stop)

    def _times_after(self, run: Run, stop: int) -> list[tuple[float, str]]:
        figure = run.figures[-1]
        row: list[tuple[float, str]] = []
        for at in range(figure.last + 1, min(figure.last + 9, stop)):
            time = self._time_at(at)
            if time is not None and (self.word(at - 1) in ("at", "by", "after", "and", ",", "within") or self.part(at) is Part.TIME):
                row.append(time)
            elif self.part(at) in (Part.SEMICOLON, Part.LABEL, Part.P) or self.word(at) in BE:
                break
        return row

    def _time_at(self, place: int) -> tuple[float, str] | None:
        atom = self.atoms[place]
        if atom.value is None or atom.unit is None or atom.unit not in TIMES:
            return None
        if atom.part is not Part.TIME:
            if atom.part is not Part.NUMBER or any(figure.estimate is atom for figure in self.figures):
                return None
            before = self.word(place - 1)
            follows = self.phrases.in_chunk(place + 1) and any(phrase.first == place + 1 for phrase in self.outcomes)
            if not (before in ("at", "by", "after", "within", "to", "and", "of") or follows):
                return None
            if before == "of" and self.word(place - 2) in ("follow-up", "followup"):
                return None
        if self.word(place + 1) in ("follow-up", "followup", "intervals", "interval", "treatment", "therapy", "of"):
            return None
        return atom.value, atom.unit

    # Putting it together

    def _run(self, run: Run, start: int, stop: int) -> None:
        owners = self._arms(run, start, stop)
        outcomes, phrases = self._outcome_of(run, start, stop)
        count = len(run.figures)
        times = self._times(run, start, stop, phrases) if run.kind in ("percent", "share", "difference") else []
        same = [self.done[-1]] if self.done else []
        if not outcomes:
            outcomes = self._inherited(run, start)
        alive = any(phrase.words & SURVIVAL_WORDS or "-free" in phrase.text for phrase in phrases)
        if not times and same and run.kind in ("percent", "difference") and (not phrases or alive):
            times = self.context.times
        own = _block_size(owners, count)
        dims = self._give(run, outcomes, times, own)
        self._give_arms(run, start, stop, owners, dims)
        cumulative = any(phrase.cumulative for phrase in phrases) or (not phrases and self.context.cumulative)
        if phrases:
            self.context.cumulative = cumulative
        for figure in run.figures:
            figure.measure = self._measure(figure, cumulative, alive, start)
            self._finish(figure)
        if outcomes:
            self.context.outcome = outcomes[-1]
        if run.kind in ("percent", "difference") and times:
            self.context.times = times
        self.run_outcomes[id(run)] = list(outcomes)

    def _inherited(self, run: Run, start: int) -> list[str]:
        if run.kind == "follow_up":
            return ["follow-up"]
        if self._says_respectively(run) and len(run.figures) > 1:
            for earlier in reversed(self.done):
                if len(self.run_outcomes[id(earlier)]) == len(run.figures):
                    return self.run_outcomes[id(earlier)]
            if len(self.context.row) == len(run.figures):
                return self.context.row
        if run.kind in ("ratio", "difference") or start > 0:
            if self.context.outcome is not None and (start > 0 or self._pronoun()):
                return [self.context.outcome]
        subject = self._subject(run.figures[0], start)
        if subject is not None:
            return [subject]
        return [self.context.outcome] if self.context.outcome is not None else []

    def _pronoun(self) -> bool:
        return True

    def _says_respectively(self, run: Run) -> bool:
        return any(self.word(at) in ("respectively", "accordingly") for at in range(run.last, min(run.last + 8, len(self.atoms))))

    def _give(self, run: Run, outcomes: list[str], times: list[tuple[float, str]], own: int) -> int:
        """Give outcomes and times out over a run; returns over how many of its places they vary."""
        figures = run.figures
        count = len(figures)
        size = own or count
        many_outcomes = len(outcomes) > 1 and (size == len(outcomes) or self._outer(run, len(outcomes)))
        many_times = len(times) > 1 and size == len(times)
        both = len(times) > 1 and len(outcomes) > 1 and size == len(times) * len(outcomes)
        for number, figure in enumerate(figures):
            within = number % size
            if both:
                figure.outcome = outcomes[within // len(times)]
                figure.time = times[within % len(times)]
                continue
            if many_outcomes and size == len(outcomes):
                figure.outcome = outcomes[within]
            elif many_outcomes:
                figure.outcome = outcomes[number * len(outcomes) // count]
            elif outcomes:
                figure.outcome = outcomes[-1] if run.kind != "share" or len(outcomes) == 1 else outcomes[-1]
            if many_times:
                figure.time = times[within]
            elif len(times) == 1 or (times and count == 1):
                figure.time = times[-1]
            elif times and size == 1 and len(times) > 1:
                figure.time = times[-1]
        if many_outcomes and size == len(outcomes) or many_times:
            return size
        return 1

    def _outer(self, run: Run, outcomes: int) -> bool:
        """Whether "a vs b, and c vs d" runs over outcomes outside and arms inside."""
        count = len(run.figures)
        if count % outcomes or count == outcomes or "versus" not in run.joints:
            return False
        inner = count // outcomes
        return all((run.joints[at] == "versus") == bool((at + 1) % inner) for at in range(count - 1))

    def _measure(self, figure: Figure, cumulative: bool, alive: bool, start: int) -> str:
        if figure.measure is not None:
            return figure.measure
        if figure.kind == "ratio":
            return figure.label or "hazard_ratio"
        if figure.label == "difference":
            return "difference"
        if figure.kind in ("time", "nr"):
            return "median_time"
        if figure.kind == "mean":
            return "difference" if figure.label == "difference" else "mean"
        if figure.kind == "count" and figure.estimate is None:
            return "count"
        if figure.numerator is not None and figure.kind != "percent":
            return "survival_probability" if alive and figure.time is not None else "proportion"
        words = (figure.outcome or "").lower()
        if alive or any(word in SURVIVAL_WORDS for word in words.replace("-", " ").split()) and "survival" in words:
            return "survival_probability"
        if cumulative:
            return "cumulative_incidence"
        return "cumulative_incidence" if self._competes(figure, words) else "proportion"

    def _competes(self, figure: Figure, words: str) -> bool:
        """Relapse and death without relapse at a time, or beside a hazard ratio, are cumulative incidences."""
        pieces = set(words.split())
        if figure.numerator is not None:
            return False
        late = figure.time is not None and (figure.time[1] == "years" or (figure.time[1] in ("days", "months") and figure.time[0] >= 100))
        ratio = any(other.label == "hazard_ratio" and 0 < other.first - figure.last < 12 for other in self.figures)
        competing = bool(pieces & COMPETING) or "without relapse" in words or "without progression" in words or "in remission" in words or "nonrelapse" in words or "non-relapse" in words
        if competing:
            return late or ratio or figure.time is not None
        if pieces & COMPETING_HEADS:
            return late
        return False

    def _finish(self, figure: Figure) -> None:
        """Settle the arm where the text names none."""
        if figure.measure == "follow_up":
            figure.outcome = "follow-up"
            figure.time = None
        if figure.measure in ("median_time", "hazard_ratio", "odds_ratio", "risk_ratio", "count", "mean"):
            figure.time = None
        if figure.measure in ("hazard_ratio", "odds_ratio", "risk_ratio"):
            figure.arm = self._ratio_arm(figure)
        elif figure.measure == "difference":
            figure.arm = self._ratio_arm(figure)
        elif figure.arm is None and len(self.context.arms.treated) == 1:
            figure.arm = self.context.arms.treated[0]
        elif figure.arm is None:
            unclear = self._part_of_pair(figure)
            figure.arm = None if unclear else "all"

    def _part_of_pair(self, figure: Figure) -> bool:
        return any(figure in run.figures and len(run.figures) == 2 and "versus" in run.joints for run in self.runs)

    def _ratio_arm(self, figure: Figure) -> str | None:
        """The group a ratio was computed in, or the arms it names: "in eligible patients", "S vs. SP"."""
        compared = self._compared(figure)
        if compared is not None:
            return compared
        place = figure.last + 1
        while self.part(place) is Part.CLOSE:
            place += 1
        if self.word(place) in ("in", "for", "among", "with"):
            for arm in self.arms:
                if 0 < arm.first - place <= 2:
                    return arm.name
            subgroup = self._subgroup_at(place)
            if subgroup is not None:
                return subgroup
        treated = self._patients_with(figure)
        if treated is not None:
            return treated
        before = [arm for arm in self.arms if arm.last < figure.first and not any(run.first < figure.first and arm.last < run.first for run in self.runs)]
        if len(before) == 1 and _SUBGROUP.search(before[0].name):
            return before[0].name
        return None

    def _patients_with(self, figure: Figure) -> str | None:
        """Read "Patients with rash had better survival (HR 0.76), compared with placebo" as "rash vs placebo"."""
        if self.word(0) not in PEOPLE or self.word(1) not in ("with", "without", "receiving"):
            return None
        span = self.phrases.chunk(2)
        if span is None or self.word(span[1] + 1) not in HAVE:
            return None
        for at in range(figure.last + 1, min(figure.last + 5, len(self.atoms))):
            if self.part(at) is Part.VERSUS:
                for arm in self.arms:
                    if 0 < arm.first - at <= 2:
                        return f"{self.phrases.quote(*span)} vs {arm.name}"
        return None

    def _compared(self, figure: Figure) -> str | None:
        """Read "(S vs. SP)" or "mitoxantrone:idarubicin" between the label and its ratio."""
        for at in range(figure.first - 1, max(figure.first - 30, -1), -1):
            if self.part(at) is Part.LABEL:
                inside = [arm for arm in self.arms if at < arm.first and arm.last < figure.first]
                if len(inside) == 2:
                    between = self.atoms[inside[0].last + 1 : inside[1].first]
                    if between and all(atom.part in (Part.VERSUS, Part.COLON) or atom.word in ("the", "/") for atom in between):
                        first, last = self.atoms[inside[0].first], self.atoms[inside[1].last]
                        return self.text[first.start : last.end]
                return None
        return None

    def _p_values(self) -> None:
        groups: dict[int, list[Figure]] = {}
        for figure in self.figures:
            if figure.kind == "p":
                groups.setdefault(id(figure.p), []).append(figure)
        for figures in groups.values():
            figure = figures[0]
            run = self._run_before(figure)
            stop = run.last if run is not None else -1
            row = [phrase for phrase in self._outcomes_before(figure, max(stop, 0)) if phrase.first > stop]
            texts = [phrase.text for phrase in row]
            time: tuple[float, str] | None = None
            if not texts and run is not None:
                last = self._figure_before(figure, run)
                texts = [last.outcome] if last.outcome is not None else []
                distinct = {member.time for member in run.figures}
                time = last.time if len(distinct) == 1 or last is not run.figures[-1] else None
            if not texts and self.context.outcome is not None:
                texts = [self.context.outcome]
            for number, member in enumerate(figures):
                member.measure = "p_value"
                member.time = time
                if texts:
                    member.outcome = texts[number] if len(texts) == len(figures) else texts[-1]

    def _run_before(self, figure: Figure) -> Run | None:
        found = None
        for run in self.runs:
            if run.first < figure.first:
                found = run
        return found

    def _figure_before(self, figure: Figure, run: Run) -> Figure:
        found = run.figures[0]
        for member in run.figures:
            if member.first < figure.first:
                found = member
        return found


def _block_size(owners: list[str | None], count: int) -> int:
    """How many figures each arm has where arms stand behind blocks of equal size; 0 where they do not."""
    ends = [number for number, owner in enumerate(owners) if owner is not None]
    if len(ends) < 2 or ends[-1] != count - 1:
        return 0
    size = ends[0] + 1
    return size if [size * (number + 1) - 1 for number in range(len(ends))] == ends else 0


_LEADERS = frozenset(("in", "with", "on", "for", "among", "receiving", "given", "assigned", "of", "treated", "to", "after", "under", "by", "taking", "from", "without"))
