"""Which figures of a sentence stand next to a place, found without looking at all of them."""

from bisect import bisect_left, bisect_right

from evidence.claims.figures.figure import Figure


class Neighbours:
    """The figures of one sentence by their places."""

    __slots__ = ("estimates", "figures", "firsts", "lasts")

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = sorted(figures, key=lambda figure: figure.first)
        self.firsts = [figure.first for figure in self.figures]
        self.lasts = sorted(figure.last for figure in figures)
        self.estimates = {figure.estimate_place for figure in figures}

    def end_before(self, place: int) -> int:
        """Where the last figure ends that ends before a place; -1 for none."""
        number = bisect_left(self.lasts, place)
        return self.lasts[number - 1] if number else -1

    def after(self, place: int) -> Figure | None:
        """The first figure that begins behind a place."""
        number = bisect_right(self.firsts, place)
        return self.figures[number] if number < len(self.figures) else None

    def following(self, place: int, most: int) -> list[Figure]:
        """The figures that begin behind a place, so many at most."""
        number = bisect_right(self.firsts, place)
        return self.figures[number : number + most]

    def between(self, begin: int, end: int) -> list[Figure]:
        """The figures that begin behind one place and before another."""
        return self.figures[bisect_right(self.firsts, begin) : bisect_left(self.firsts, end)]

    def begins_at(self, place: int) -> bool:
        """Whether a figure begins at a place."""
        number = bisect_left(self.firsts, place)
        return number < len(self.firsts) and self.firsts[number] == place
