"""A forecast as it is shown: a strip per future, one for what came, and the sum of it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vbert_studio.jobs.requests import AskForecast, ForecastAnswer, FutureSeen
from vbert_studio.ui.filmstrip.board import (
    Board,
    Cell,
    ClipShot,
    Sign,
    Strip,
    WordShot,
    per_cent,
)
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.parts.figures import Value
from vbert_studio.ui.timeline.tiers.forecast import Foreseen
from vbert_studio.ui.translation import tr

CLIP_S = 1.5
CAME = tr("What came")
COLUMNS = ("future", "p_future", "step", "clip", "leaf", "path", "name", "came_out")
_TOLD = {
    Sign.RIGHT: tr("came out right"),
    Sign.NEAR: tr("looks like what came"),
    Sign.WRONG: tr("was wrong"),
}


def board_of(asked: AskForecast, answer: ForecastAnswer, lexicon: Lexicon) -> Board:
    """Futures, most probable first, and below them what the video has."""
    heads = tuple(_ahead(asked, step) for step in range(len(answer.clips)))
    strips = [
        Strip(
            tr("Future {number}", number=number),
            per_cent(future.p),
            _cells(asked, answer, future, lexicon),
        )
        for number, future in enumerate(answer.futures, 1)
    ]
    if any(leaf is not None for leaf in answer.truth):
        note = (
            ""
            if answer.truth_p is None
            else tr("foreseen {per_cent}", per_cent=per_cent(answer.truth_p))
        )
        strips.append(Strip(CAME, note, _came(asked, answer, lexicon)))
    return Board(heads, tuple(strips), lexicon.branching)


def foreseen_of(asked: AskForecast, answer: ForecastAnswer, lexicon: Lexicon) -> Foreseen:
    """The futures with their times, for the timeline."""
    board = board_of(asked, answer, lexicon)
    spans = tuple((clip * CLIP_S, (clip + 1) * CLIP_S) for clip in answer.clips)
    futures = board.strips[: len(answer.futures)]
    return Foreseen(asked.video_id, futures, spans, lexicon.branching)


def _ahead(asked: AskForecast, step: int) -> str:
    return f"+{(step + 1) * asked.step * CLIP_S:g} s"


def _cells(
    asked: AskForecast, answer: ForecastAnswer, future: FutureSeen, lexicon: Lexicon
) -> tuple[Cell, ...]:
    cells = []
    for step, (leaf, came) in enumerate(zip(future.leaves, answer.truth, strict=True)):
        sign = _came_out(asked, leaf, came, lexicon)
        alone = next((g.p for g in answer.steps[step] if _same(asked, g.leaf, leaf, lexicon)), None)
        said = [f"{_ahead(asked, step)}: {lexicon.spoken(leaf)}"]
        said += (
            []
            if alone is None
            else [tr("{per_cent} whatever stands beside it", per_cent=per_cent(alone))]
        )
        said += [_TOLD[sign]] if sign else []
        cells.append(
            Cell(WordShot(leaf), lexicon.path(leaf), lexicon.title(leaf), "", sign, ", ".join(said))
        )
    return tuple(cells)


def _same(asked: AskForecast, one: int, other: int, lexicon: Lexicon) -> bool:
    """Whether two words are one answer: those of one name are, unless asked for one by one."""
    name = "" if asked.single_words else lexicon.names.get(one, "").casefold()
    return one == other or (bool(name) and name == lexicon.names.get(other, "").casefold())


def _came_out(asked: AskForecast, leaf: int, came: int | None, lexicon: Lexicon) -> Sign:
    if came is None:
        return Sign.NONE
    return Sign.RIGHT if _same(asked, leaf, came, lexicon) else lexicon.compare(leaf, came)


def _came(asked: AskForecast, answer: ForecastAnswer, lexicon: Lexicon) -> tuple[Cell, ...]:
    cells = []
    for step, (clip, leaf) in enumerate(zip(answer.clips, answer.truth, strict=True)):
        ahead = _ahead(asked, step)
        if leaf is None:
            cells.append(
                Cell(
                    None, title=tr("after the end"), said=tr("{ahead}: after the end", ahead=ahead)
                )
            )
            continue
        shot = ClipShot(asked.video_id, clip)
        said = tr("{ahead}: the video has {spoken}", ahead=ahead, spoken=lexicon.spoken(leaf))
        cells.append(Cell(shot, lexicon.path(leaf), lexicon.title(leaf), said=said))
    return tuple(cells)


def summary(asked: AskForecast, answer: ForecastAnswer, lexicon: Lexicon) -> str:
    """How the best future came out, and what the shown ones leave to all others."""
    left = max(0.0, 1.0 - sum(future.p for future in answer.futures))
    others = tr("All other futures together: {per_cent}.", per_cent=per_cent(left))
    known = [came for came in answer.truth if came is not None]
    if not known or not answer.futures:
        return others
    best = answer.futures[0].leaves
    signs = Counter(
        _came_out(asked, leaf, came, lexicon) for leaf, came in zip(best, answer.truth, strict=True)
    )
    near = tr(", {value} near", value=signs[Sign.NEAR]) if signs[Sign.NEAR] else ""
    return tr(
        "Future 1: {value} of {value2} right{near}. {others}",
        value=signs[Sign.RIGHT],
        value2=len(known),
        near=near,
        others=others,
    )


def rows_of(
    asked: AskForecast, answer: ForecastAnswer, lexicon: Lexicon
) -> Iterator[tuple[Value, ...]]:
    """The numbers, one row per picture; ``future`` 0 is what came."""
    for number, future in enumerate(answer.futures, 1):
        for step, leaf in enumerate(future.leaves):
            sign = str(_came_out(asked, leaf, answer.truth[step], lexicon))
            yield (number, future.p, *_place(asked, answer, step, leaf, lexicon), sign)
    for step, came in enumerate(answer.truth):
        if came is not None:
            yield (0, answer.truth_p, *_place(asked, answer, step, came, lexicon), "")


def _place(
    asked: AskForecast, answer: ForecastAnswer, step: int, leaf: int, lexicon: Lexicon
) -> tuple[Value, ...]:
    ahead = (step + 1) * asked.step
    return ahead, answer.clips[step], leaf, lexicon.path(leaf), lexicon.names.get(leaf, "")
