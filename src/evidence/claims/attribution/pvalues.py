"""Which outcome and time a P value is about."""

from evidence.claims.attribution.measures import Measures
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.figure import Figure


class PValues(Measures):
    """Attributes P values that stand beside anything but a ratio or a difference."""

    def _p_values(self) -> None:
        groups: list[list[Figure]] = []
        for figure in self.figures:
            if figure.kind != "p":
                continue
            if groups and self._listed_p(groups[-1][-1], figure):
                groups[-1].append(figure)
            else:
                groups.append([figure])
        for figures in groups:
            figure = figures[0]
            run = self._run_before(figure)
            stop = run.last if run is not None else -1
            row = [phrase for phrase in self._outcomes_before(figure, max(stop, 0)) if phrase.first > stop]
            texts = [phrase.text for phrase in row]
            time: tuple[float, str] | None = None
            if not texts and run is not None:
                last = self._figure_before(figure, run)
                texts = [last.outcome] if last.outcome is not None else []
                named = list(dict.fromkeys(member.outcome for member in run.figures if member.outcome is not None))
                if len(named) == len(figures):
                    texts = named
                elif len(figures) > 1:  # "OS (9 v 8 months) and DFS (6 v 5) were similar (P = 0.7 and P = 0.4)"
                    told = [
                        member.outcome for other in self.runs for member in other.figures if other.first < figure.first
                    ]
                    row_of_all = list(dict.fromkeys(outcome for outcome in told if outcome is not None))
                    texts = row_of_all[-len(figures) :] if len(row_of_all) >= len(figures) else texts
                distinct = {member.time for member in run.figures if member.outcome == last.outcome}
                time = last.time if len(distinct) == 1 or last is not run.figures[-1] else None
            if not texts and self.context.outcome is not None:
                texts = [self.context.outcome]
            for number, member in enumerate(figures):
                member.measure = "p_value"
                member.time = time
                own = self._phrase_after_word(member, ("for",), len(self.atoms))
                if own is not None:  # "(P = 0.9 for OS, P = 0.5 for PFS)"
                    member.outcome = own.text
                elif texts:
                    member.outcome = texts[number] if len(texts) == len(figures) else texts[-1]

    def _listed_p(self, one: Figure, two: Figure) -> bool:
        """Whether two P values stand in one list: "(P = .71 and P = .64, respectively)"."""
        if one.p is two.p:
            return True
        between = self.atoms[one.last + 1 : two.first]
        return 0 < len(between) <= 2 and all(atom.word in ("and", ",") for atom in between)

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
