"""How a route decides who may receive its answer, when no single audience does."""

from enum import Enum


class Handling(Enum):
    """What the gate does with a route that has no audience of its own."""

    DECLARED = "declared"
    """The page, image or document served declares its audience; its own hook or view enforces it."""

    CLOSED = "closed"
    """Answered with 404 to everyone."""
