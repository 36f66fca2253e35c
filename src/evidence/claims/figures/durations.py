"""Medians, follow-up and means."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.brackets import AVERAGES
from evidence.claims.figures.effects import CHANGE_NOUNS
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.figures.shares import Shares
from evidence.claims.lexicon import BE, CONNECTIVES, NEVER, PEOPLE, PREPOSITIONS, TIME_OUTCOMES, words

_TIME_PREPOSITIONS = words(
    "at by after within for every over until through during beyond before in last first least another next past "
    "up per than since aged age from between minimum most exceeding"
)
_NO_SECOND_TIME = _TIME_PREPOSITIONS - words("to than by")


MOVES = words("fell rose risen fallen decreased increased declined dropped improved reduced changed lowered grew grown")


_FOLLOWED = AVERAGES | {"minimum"}
_TIME_CUES = AVERAGES | TIME_OUTCOMES
_MEAN_CUES = AVERAGES | CHANGE_NOUNS | words("change changes changed")
_CHANGED = words("change decrease increase reduction")
_FOLLOW_UP = words("follow-up followup follow")
_FOLLOWING = words("follow-up followup followed follow surveillance observation")
_NO_MEDIANS = words("age aged ages older younger")
_NO_AVERAGES = words("age aged dose")
_NO_MEANS = _NO_AVERAGES | {"ages"}
_NO_MEAN_CHANGES = _NO_AVERAGES | {"doses"}
_NUMBERED = words("cycle cycles grade stage arm group figure figures fig figs table tables")
_NEXT_GROUP = 10
_NEAR_TIME = 12
_BEFORE_SPELLED = words("of was were is to and from")
_BEFORE_COMPARED = frozenset((Part.OPEN, Part.SEMICOLON, Part.COMMA))
_SPREADS = frozenset((Part.SPREAD, Part.CI, Part.RANGE))
TIME_AT_RISK = ("-years", "-year", "-months", "-month", "-days", "-day")

_JOINS = frozenset((Part.VERSUS, Part.COMMA, Part.SEMICOLON))
_COURSES = words("cycle cycles course courses injections doses transfusions visits")
_AGAINST = 18  # atoms of "months for X, which did not differ from that of Y ("


class Durations(Shares):
    """Reads times and measured values."""

    def _not_reached(self, place: int, atom: Atom) -> None:
        if self._completes_pair(place, atom):
            return
        if not (self._since_figure(place, _TIME_CUES) or self._beside_time(place)):
            return
        if self.brackets and self.brackets[-1].owner is not None and self._labelled(place):
            return
        figure = self._add(Figure("nr", place))
        figure.unit = "months"
        figure.estimate = None

    def _beside_time(self, place: int) -> bool:
        last = self._last()
        if last is not None and last.kind in ("time", "nr") and place - last.last < _NEAR_TIME:
            return True
        for atom in self.atoms[place + 1 : place + 8]:
            if atom.part == Part.NUMBER and atom.unit in TIMES:
                return True
            if atom.part in (Part.CLOSE, Part.SEMICOLON):
                return False
        return False

    def _duration(self, place: int, atom: Atom) -> None:
        before = self.words[place - 1]
        if atom.operator in (">", "<", ">=", "<="):
            return
        if self._starts_pair(place) or (before == "from" and self.parts[place + 1] == Part.COMMA):
            return  # "from 24 months, survival rates were …"
        if self._follow_up(place) or self._follows_on(place):
            figure = self._add(Figure("time", place))
            figure.measure = "follow_up"
        else:
            if before in NEVER or (before in ("and", "or") and self.parts[place - 2] == Part.TIME):
                return
            if not self._is_median(place):
                return
            averaged = self._is_averaged(place)
            figure = self._add(Figure("time", place))
            figure.measure = "mean" if averaged else None
        figure.estimate, figure.unit = atom, atom.unit

    def _is_averaged(self, place: int) -> bool:
        """Whether a time is a mean, or stands in a row with one."""
        last = self._last()
        far = _AGAINST if self.parts[place - 1] == Part.OPEN else 12
        if last is not None and last.kind == "time" and last.measure == "mean" and place - last.last <= far:
            return True
        near = 0 <= self.average < place and place - self.average < 15
        return near and self.words[self.average] in ("mean", "means")

    def _observed_over(self, place: int) -> bool:
        """Read "Over a median of 18.2 months, …" as follow-up: the time in which everything after it was observed."""
        at = self.average - 1
        if not 0 <= at < place <= self.average + 5 or self.words[at] != "a":
            return False
        said = self.words[at:place]
        if not TIME_OUTCOMES.isdisjoint(said) or not _NO_MEDIANS.isdisjoint(said):
            return False
        opens = at == 1 or (at > 1 and self.parts[at - 2] in (Part.COMMA, Part.SEMICOLON))
        lasting = self.words[at - 1] in ("over", "during", "throughout")
        if not (lasting or (opens and self.words[at - 1] in ("after", "at", "with"))):
            return False
        if self.words[at - 1] == "at" and at > 1 and self.figures:  # "achieved in 97%, at a median of 18 days"
            return False
        return self.words[place + 1] not in ("of", "after", "from", "before") and self.parts[place + 1] in (
            Part.COMMA,
            Part.OPEN,
            Part.WORD,
            Part.NOTHING,
        )

    def _follow_up(self, place: int) -> bool:
        if self._observed_over(place):
            return True
        behind = self.words[place + 1 : place + 4]
        for step in range(1, 4) if not _FOLLOW_UP.isdisjoint(behind) else ():
            if self.words[place + step] in _FOLLOW_UP:
                near = [*range(max(place - 3, 0), place + step), place + step + 2]  # "3 years of follow-up (median)"
                if any(self.words[at] in _FOLLOWED for at in near):
                    return True
        at = self._since_figure(place, _FOLLOWING, 12)
        if not at or (self.words[at - 1] == "observation" and self.words[at] not in ("time", "period")):
            return False
        if self.words[at] in ("time", "duration", "period"):  # "a median follow-up time of 36 months"
            at += 1
        between = [atom.word for atom in self.atoms[at:place]]
        if self.words[at - 2] in ("minimum", "maximum") and between == ["of"]:
            return True
        if self.average < at - 6 or any(word in TIME_OUTCOMES for word in between):
            return bool(between) and between[-1] in ("was",) and self._has_spread(place)
        return not any(atom.part in (Part.SEMICOLON, Part.NUMBER) for atom in self.atoms[at:place])

    def _follows_on(self, place: int) -> bool:
        """Read the second time of "a median follow-up of 7.2 years in the X group and 7.4 years in the Y group"."""
        last = self._last()
        if last is None or last.measure != "follow_up" or place - last.last > _NEXT_GROUP:
            return False
        if self.words[place - 1] in _NO_SECOND_TIME or not TIME_OUTCOMES.isdisjoint(self.words[last.last : place]):
            return False
        parts = self.parts[last.last + 1 : place]
        joined = Part.VERSUS in parts or "and" in self.words[last.last + 1 : place]
        return joined and Part.SEMICOLON not in parts and Part.NUMBER not in parts

    def _has_spread(self, place: int) -> bool:
        return not _SPREADS.isdisjoint(self.parts[place + 1 : place + 3])

    def _is_median(self, place: int) -> bool:
        """Whether a duration is a result: an average, or the value of an outcome that is a time."""
        last = self._last() if self.brackets else self._last_outside()
        before = self.words[place - 1]
        if last is not None and last.kind in ("time", "nr") and last.measure in (None, "mean"):
            between = self.atoms[last.last + 1 : place]
            if (
                len(between) <= (_AGAINST if self.parts[place - 1] == Part.OPEN else 12)
                and any(a.part in _JOINS or a.word in CONNECTIVES for a in between)
                and (before not in _NO_SECOND_TIME or (before == "at" and self._has_spread(place)))
            ):
                return True
        if not _NO_MEDIANS.isdisjoint(self.words[max(place - 5, 0) : place]):
            return False
        if self.average >= 0 and place - self.average <= 30:
            cue = self._since_figure(place, AVERAGES)
            if cue:
                if before == "of" and self.brackets and self.brackets[-1].first > self.average:
                    return False  # "(first of three days …)": a definition in a bracket
                if _NO_AVERAGES.isdisjoint(self.words[cue:place]):
                    return (
                        before not in _TIME_PREPOSITIONS
                        or before in ("of", "by")
                        or (before in ("at", "from") and cue == place)
                    )
        if before in _TIME_PREPOSITIONS and before not in ("to", "from"):
            return False
        if before == "to" and self.words[place - 2] == "up":
            return False
        at = self._since_figure(place, TIME_OUTCOMES, 20)
        if at and self.words[at - 1] in ("follow-up", "followup"):
            return False
        if at:
            if Part.SEMICOLON in self.parts[at:place]:
                again = self.parts[place - 1] == Part.SEMICOLON and self.parts[place + 1] == Part.VERSUS
                return again and bool(self.brackets) and any(figure.kind == "time" for figure in self.figures[-4:])
            direct = (
                before in BE
                or before in TIME_OUTCOMES
                or before in ("of", "from", "to")
                or self.parts[place - 1] in (Part.OPEN, Part.COMMA, Part.EQUALS, Part.COLON, Part.VERSUS)
            )
            return direct and place - at <= 14
        if self._has_ci(place) and self.parts[place + 1] == Part.OPEN:
            return True
        if self.parts[place + 1] != Part.VERSUS or self.parts[place - 1] not in _BEFORE_COMPARED:
            return False
        if any(figure.kind == "time" for figure in self.figures[-4:]):  # "(5.4 v 4.1 months, HR 0.7)"
            return True
        return bool(self.brackets) and not TIME_OUTCOMES.isdisjoint(self.words[:place])

    def _last_outside(self) -> Figure | None:
        """The last figure in no bracket: "87 months in the X arm (82% at 3 years) and 89 months"."""
        return next((figure for figure in reversed(self.figures) if not figure.in_bracket), None)

    def _is_rate(self, place: int, atom: Atom) -> bool:
        """Whether a number is so many events per person-years: they are named close by, or by the rate before it."""
        if atom.unit is not None or "." not in atom.word:
            return False
        if self.rate_unit is None:
            self.rate_unit = self._rate_unit(max(place - 14, 0), place + 8)
        return self.rate_unit is not None

    def _rate_unit(self, begin: int, stop: int) -> str | None:
        if any(self.words[at] in ("annualized", "annualised") for at in range(begin, stop - 8)):
            return "per year"
        for at in range(begin, min(stop, len(self.atoms))):
            if self.words[at] == "per" and self.words[at + 1].endswith(TIME_AT_RISK):
                return f"per {self.words[at + 1]}"
            if self.words[at] == "per" and self.words[at + 2].endswith(TIME_AT_RISK):
                return f"per {self.words[at + 1]} {self.words[at + 2]}"
            people = self.words[at] == "per" and self.words[at + 2] in ("patient", "person")
            if people and self.words[at + 3] in ("years", "months"):
                return f"per {self.words[at + 1]} {self.words[at + 2]} {self.words[at + 3]}"
        return None

    def _rate(self, place: int, atom: Atom) -> None:
        figure = self._add(Figure("rate", place))
        figure.estimate, figure.unit = atom, self.rate_unit

    def _is_mean(self, place: int, atom: Atom) -> bool:
        if self.words[place - 1] in _NUMBERED or self._counts_people(place):
            return False
        before = self.words[place - 1]
        if atom.spelled and before not in _BEFORE_SPELLED and before not in AVERAGES:  # "between the two regimens"
            return False
        following = self.parts[place + 1]
        near = place - self.average <= 14 and self.average >= 0
        if near and self._since_figure(place, AVERAGES, 14):
            words = self.words[self.average : place]
            if not _NO_MEANS.isdisjoint(words):
                return False
            if words[-1] == "," and ("follow-up" in words or "followup" in words):
                return False  # "at 7 years' median follow-up, 297 …"
            parts = self.parts[self.average : place]
            if Part.SEMICOLON in parts or Part.NUMBER in parts:
                return False
            return self.parts[place - 1] != Part.OPEN or following in (Part.PLUS_MINUS,)
        moved = "." in atom.word and self.words[place - 1] == "by" and self.words[place - 2] in MOVES
        return moved or following == Part.PLUS_MINUS or self._beside_mean(place, atom)

    def _counts_people(self, place: int) -> bool:
        """Read "in the 119 evaluable patients" as how many they are, and "3 in patients given X" as a value."""
        behind = self.words[place + 1]
        described = self.parts[place + 1] == Part.WORD and behind not in PREPOSITIONS and behind not in CONNECTIVES
        return behind in PEOPLE or (described and self.words[place + 2] in PEOPLE)

    def _beside_mean(self, place: int, atom: Atom) -> bool:
        """Read the second value in "8.1 in the X group and 10.9 in the Y group", "from 24.1 to 11.3"."""
        last = self._last()
        if last is None or last.kind != "mean" or last.estimate is None or last.unit is not None:
            return False
        begin = last.last + 1
        if self.parts[begin : begin + 3] == [Part.OPEN, Part.P, Part.CLOSE]:  # "0.13 (P = 0.24), 0.38 and 0.50"
            begin += 3
        between = self.atoms[begin:place]
        if not between or len(between) > 10 or ("." in last.estimate.word) != ("." in atom.word):
            return False
        joint = between[-1]
        if joint.word == "to":
            return self.words[last.first - 1] == "from" and len(between) <= 4
        if any(other.part in (Part.OPEN, Part.CLOSE, Part.SEMICOLON, Part.NUMBER, Part.LABEL) for other in between):
            return False
        return joint.part == Part.VERSUS or (joint.word in ("and", ",") and "." in atom.word)

    def _is_weighed(self, place: int) -> bool:
        """Tell a mean in grams, "2310 g (SD 540)", "12 ± 3 mg", from a dose."""
        following = self.parts[place + 1]
        if following == Part.OPEN:
            following = self.parts[place + 2]
        return following in (Part.ERROR, Part.PLUS_MINUS, Part.CI)

    def _mean(self, place: int, atom: Atom) -> None:
        if self._starts_pair(place) or atom.operator in (">", "<", ">=", "<="):
            return
        if self.words[place - 1] in ("after", "following") and atom.unit in _COURSES:  # "1.7 cm after 4 cycles"
            return
        cue = self._since_figure(place, _MEAN_CUES, 16)
        change = not _CHANGED.isdisjoint(self.words[place + 1 : place + 3])
        last = self._last()
        beside = last is not None and last.kind == "mean" and place - last.last <= 12
        moved = self.words[place - 1] == "by" and self.words[place - 2] in MOVES
        if not (
            cue
            or change
            or beside
            or moved
            or self._compared_in_bracket(place, atom)
            or self._has_ci(place)
            or self.parts[place + 1] == Part.PLUS_MINUS
        ):
            return
        if cue and not _NO_MEAN_CHANGES.isdisjoint(self.words[cue - 1 : place]):
            return
        figure = self._add(Figure("mean", place))
        figure.estimate, figure.unit = atom, atom.unit

    def _compared_in_bracket(self, place: int, atom: Atom) -> bool:
        """Read "systolic blood pressure (121 vs 127 mm Hg)": a measured value of either group."""
        if self.parts[place - 1] != Part.OPEN or self.parts[place + 1] != Part.VERSUS:
            return False
        other = self.atoms[place + 2] if place + 3 < len(self.atoms) else None
        return other is not None and other.part == Part.NUMBER and other.unit == atom.unit
