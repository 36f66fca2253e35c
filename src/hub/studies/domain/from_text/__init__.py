"""From a pasted abstract to a study: figures read, rows proposed, and what an editor confirms stored.

What the text leaves open stays open, with a note; what was taken for granted is said. Only an editor decides.
"""

from hub.studies.domain.from_text.creating import create_study, give_keys
from hub.studies.domain.from_text.marking import Piece, pieces
from hub.studies.domain.from_text.proposing import MOST_FIGURES, propose_study

__all__ = ["MOST_FIGURES", "Piece", "create_study", "give_keys", "pieces", "propose_study"]
