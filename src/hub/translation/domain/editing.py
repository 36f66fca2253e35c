"""What an editor does to segments: types, keeps the original, has the machine try again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from hub.translation.domain.guard import read_typed
from hub.translation.domain.reviewing import may_approve, withdraw_approval
from hub.translation.domain.segments import keep_text
from hub.translation.domain.side_by_side import SegmentRow, digest
from hub.translation.domain.translating import make_page
from hub.translation.enums import SegmentState
from hub.translation.models import SegmentVerdict

EDITED = "translation.edited"
KEPT = "translation.kept_original"
APPROVED_STAYS = "It is approved; only those who may approve translations may change it."
CHANGED_SINCE = (
    "Someone changed it since you opened it; what stands now is: {now} Save again to put yours in its place."
)


@dataclass(frozen=True)
class Typed:
    """What came back of a segment's field.

    Parameters
    ----------
    base
        The row's base when the form was made.
    settled
        Whether the editor says that doubts about it are unfounded.
    """

    text: str
    base: str
    settled: bool = False


@dataclass(frozen=True)
class SaveReport:
    """What became of a form.

    Parameters
    ----------
    saved
        Keys of the segments that were stored.
    refusals, doubts
        Sentences by the key of each segment that was not.
    """

    saved: tuple[str, ...] = ()
    refusals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was typed is stored."""
        return not self.refusals and not self.doubts


@transaction.atomic
def save_typed(
    *,
    translation: Translation,
    rows: Sequence[SegmentRow],
    typed: Mapping[str, Typed],
    user: AbstractUser,
    now: datetime,
) -> SaveReport:
    """Store each segment that was changed and that the guard accepts; the others are handed back with why not."""
    target = translation.target_locale.language_code
    saved: list[str] = []
    refusals: dict[str, tuple[str, ...]] = {}
    doubts: dict[str, tuple[str, ...]] = {}
    for row in rows:
        mine = typed.get(row.key)
        if mine is None or row.protected is None or not is_touched(mine):
            continue
        read = read_typed(mine.text, row.protected, target=target)
        if refusal := _refusal(row, mine, user):
            refusals[row.key] = (refusal,)
        elif read.refusals:
            refusals[row.key] = read.refusals
        elif read.doubts and not mine.settled:
            doubts[row.key] = read.doubts
        else:
            _keep(translation, row, read.text, state=SegmentState.EDITED, user=user, now=now, doubts=read.doubts)
            saved.append(row.key)
    if saved:
        _written(translation, EDITED, saved, user)
    return SaveReport(tuple(saved), refusals, doubts)


@transaction.atomic
def keep_original(*, translation: Translation, row: SegmentRow, user: AbstractUser, now: datetime) -> None:
    """Show a segment in the original language on purpose.

    Raises
    ------
    PermissionError
        If it is approved and the user may not approve.
    """
    if row.segment.state is SegmentState.APPROVED and not may_approve(user):
        raise PermissionError(APPROVED_STAYS)
    _keep(translation, row, "", state=SegmentState.LEFT, user=user, now=now)
    _written(translation, KEPT, [row.key], user)


@transaction.atomic
def ask_again(*, translation: Translation, rows: Collection[SegmentRow]) -> None:
    """Mark segments for a machine to translate again; until it has, what stands there stays."""
    for row in rows:
        SegmentVerdict.objects.filter(
            translation=translation, string=row.segment.string_id, context=row.segment.context_id
        ).update(asked_again=True)


def is_touched(typed: Typed) -> bool:
    """Whether a field came back otherwise than it was given out."""
    return digest(typed.text) != typed.base.partition("-")[0]


def _refusal(row: SegmentRow, typed: Typed, user: AbstractUser) -> str:
    if row.segment.state is SegmentState.APPROVED and not may_approve(user):
        return APPROVED_STAYS
    return CHANGED_SINCE.format(now=f"“{row.typed}”.") if typed.base != row.base else ""


def _keep(
    translation: Translation,
    row: SegmentRow,
    text: str,
    *,
    state: SegmentState,
    user: AbstractUser,
    now: datetime,
    doubts: Sequence[str] = (),
) -> None:
    keep_text(
        translation=translation,
        string_id=row.segment.string_id,
        context_id=row.segment.context_id,
        text=text,
        state=state,
        user=user,
        faults=doubts,
        now=now,
    )


def _written(translation: Translation, action: str, keys: Sequence[str], user: AbstractUser) -> None:
    """Make the page of what stands now; an approval was of other words."""
    withdraw_approval(translation=translation)
    page = make_page(translation=translation, publish=False, user=user)
    log(instance=page, action=action, user=user, data={"segments": len(keys)})
