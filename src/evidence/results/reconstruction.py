"""How well people made up from a published curve give that curve back.

Guyot P, Ades AE, Ouwens MJNM, Welton NJ. Enhanced secondary analysis of survival data: reconstructing the data from
published Kaplan-Meier survival curves. BMC Med Res Methodol. 2012;12:9.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReconstructionFit:
    """
    What a reconstruction misses of what it was given.

    Parameters
    ----------
    largest_error, root_mean_square_error : float
        Of the reconstructed survival at the points given, before these were smoothed, as fractions.
    at_risk_times : tuple of float
        Where numbers at risk were given.
    at_risk_given, at_risk_reconstructed : tuple of int
        Published and reconstructed people at risk there.
    events : int
        Reconstructed events.
    total_events : int or None
        Published events; None if not given.
    """

    largest_error: float
    root_mean_square_error: float
    at_risk_times: tuple[float, ...]
    at_risk_given: tuple[int, ...]
    at_risk_reconstructed: tuple[int, ...]
    events: int
    total_events: int | None

    def __post_init__(self) -> None:
        if not len(self.at_risk_times) == len(self.at_risk_given) == len(self.at_risk_reconstructed):
            raise ValueError("Every time needs a published and a reconstructed number at risk.")
        if not 0 <= self.root_mean_square_error <= self.largest_error + 1e-12:
            raise ValueError("A root mean square error cannot be larger than the largest.")

    @property
    def at_risk_errors(self) -> tuple[int, ...]:
        """Reconstructed minus published numbers at risk."""
        return tuple(made - given for made, given in zip(self.at_risk_reconstructed, self.at_risk_given, strict=True))

    @property
    def events_error(self) -> int | None:
        """Reconstructed minus published events; None if these were not given."""
        return None if self.total_events is None else self.events - self.total_events
