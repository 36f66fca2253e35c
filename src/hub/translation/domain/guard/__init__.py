"""The number guard: between the hub and any engine, so that no figure is changed.

Figures, names and terms travel as tokens; an answer is verified before it is shown. Pure: no model, no setting.
"""

from hub.translation.domain.guard.editing import (
    TypedSegment,
    carried_over,
    editable,
    fixed_parts,
    prefilled,
    read_typed,
)
from hub.translation.domain.guard.protection import CannotProtectError, protect, restore
from hub.translation.domain.guard.records import (
    Engine,
    Fault,
    FaultKind,
    GuardedTranslation,
    GuardVerdict,
    Protected,
    ProtectedSegment,
    Token,
    TokenKind,
    TokenShape,
)
from hub.translation.domain.guard.translating import SHAPES, translate_segments
from hub.translation.domain.guard.verification import verify

__all__ = [
    "SHAPES",
    "CannotProtectError",
    "Engine",
    "Fault",
    "FaultKind",
    "GuardVerdict",
    "GuardedTranslation",
    "Protected",
    "ProtectedSegment",
    "Token",
    "TokenKind",
    "TokenShape",
    "TypedSegment",
    "carried_over",
    "editable",
    "fixed_parts",
    "prefilled",
    "protect",
    "read_typed",
    "restore",
    "translate_segments",
    "verify",
]
