"""Waits until the pointer rests, finds out what it rests on, and has the card show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QImage

from vbert_studio.errors import StudioError
from vbert_studio.settings import known
from vbert_studio.ui.masking.board import percent
from vbert_studio.ui.settings import settings
from vbert_studio.ui.timeline.content import (
    NO_TOKEN,
    Absence,
    TextTrack,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.timeline.facts import FactsReader, TokenFacts
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.loops import HEIGHT, loop_pictures
from vbert_studio.ui.timeline.pictures import image_of, stored_height
from vbert_studio.ui.timeline.preview import FRAME_HEIGHT, Preview
from vbert_studio.ui.timeline.snapping import nearest
from vbert_studio.ui.timeline.ticks import length_text, time_text
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier
from vbert_studio.ui.timeline.tiers.blocks import BlockTier
from vbert_studio.ui.timeline.tiers.forecast import ForecastTier
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTier
from vbert_studio.ui.timeline.view import TimelineView
from vbert_studio.ui.translation import tr

Subject = tuple[str, float]  # tier, and the start of the item: what the card is about


_BESIDE = frozenset(
    {"words", "sentences", "alignment", "steps", "descriptions", "masks", "forecast"}
)


class Hover(QObject):
    """The controller of the preview."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._lane = Lane(self)
        self._facts: FactsReader | None = None
        self._at = QPoint()
        self._subject: Subject | None = None
        self.preview = Preview(view)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._show)
        view.hovered.connect(self._moved)

    def use(self, facts: FactsReader | None) -> None:
        """Where facts come from, from now on."""
        self._facts = facts

    def hide(self) -> None:
        """Take the card away."""
        self._rest.stop()
        self._lane.drop()
        self._subject = None
        self.preview.hide()

    def stop(self) -> None:
        """Take the card away and wait for the thread."""
        self.hide()
        self._lane.stop()

    @Slot(object)
    def _moved(self, at: QPoint | None) -> None:
        if at is None:
            self.hide()
            return
        self._at = at
        # Once the card is up it follows at once; the first time it waits for the pointer to rest.
        if self.preview.isVisible():
            self._show()
        else:
            self._rest.start(settings().value(known.HOVER_DELAY))

    @Slot()
    def _show(self) -> None:
        content = self._view.content
        row = self._view.layout_now().row_at(self._at.y())
        if content is None or row is None:
            self.hide()
            return
        t_s = self._view.viewport.t_of(self._at.x() - self._view.header)
        # Pictures stand above the timeline, where they hide nothing of it; texts beside their row.
        top = round(row.top) if row.key in _BESIDE else 0
        above = self._view.mapToGlobal(QPoint(self._at.x(), top))
        shows: dict[str, Callable[[TimelineContent, float, QPoint], bool]] = {
            "predictions": self._show_guess,
            "masks": self._show_mask,
            "forecast": self._show_future,
            "surprise": self._show_surprise,
            "film": self._show_frame,
            "sound": self._show_frame,
            "tokens": self._show_token,
            "words": self._show_word,
            "sentences": self._show_sentence,
            "alignment": self._show_alignment,
            "steps": self._show_annotation,
            "descriptions": self._show_annotation,
        }
        show = shows.get(row.key)
        if show is None or not show(content, t_s, above):
            self.hide()

    def _is_new(self, key: str, start_s: float) -> bool:
        """Whether the card is about something else now."""
        new = self._subject != (key, start_s)
        self._subject = (key, start_s)
        return new

    def _show_frame(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        film = content.film
        if isinstance(film, Absence) or t_s >= content.duration_s:
            return False
        title = time_text(t_s, 0.01)
        height = stored_height(FRAME_HEIGHT * self._view.devicePixelRatioF())

        def work() -> Iterator[QImage]:
            for _, pixels in film.pictures([_frame_start(content, t_s)], height):
                yield image_of(pixels)

        def show(picture: QImage) -> None:
            self.preview.show_frame(title, picture, content.aspect, at)

        if self._subject is None or self._subject[0] != "film":
            self.preview.show_frame(title, None, content.aspect, at)
        if self._is_new("film", t_s):
            self._lane.ask(work, show, self._give_up)
        return True

    def _show_token(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        track, facts = content.tokens, self._facts
        index = track.spans.at(t_s) if isinstance(track, TokenTrack) else None
        if not isinstance(track, TokenTrack) or index is None or facts is None:
            return False
        if not self._is_new("tokens", float(track.spans.starts[index])):
            return True
        leaf, path = int(track.leaves[index]), track.paths[index]
        clip = tr("clip {value}", value=index + 1) + (
            tr(", partial") if track.partial[index] else ""
        )
        if leaf == NO_TOKEN:
            self.preview.show_text(tr("No visual token yet"), clip, "", at)
            return True

        self._tell(facts, (leaf, path), clip, at)
        return True

    def _show_guess(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """A guess with its exemplars playing; of a word there is nothing more to be said."""
        del content, t_s
        picked, board, facts = self._view.guess_at(self._at), self._view.marks.board, self._facts
        if picked is None or facts is None:
            return False
        place, number = picked
        guess = board.slots[place].guesses[number]
        if not self._is_new(f"{place} {number} {guess.what}", guess.p):
            return True
        if isinstance(guess.what, int):
            self._tell(facts, (guess.what, board.path(guess.what)), percent(guess.p), at)
        else:
            self._lane.drop()
            self.preview.show_text(guess.what, percent(guess.p), "", at)
        return True

    def _show_mask(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """What truly stands there, for which narrow blocks have no room."""
        told = self._view.tiers["masks"].describe(content, t_s)
        if told and self._is_new(f"masks {told}", 0.0):
            self._lane.drop()
            self.preview.show_text("", "", told, at)
        return bool(told)

    def _show_future(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """A step of a future, with the probability of all of it."""
        tier, row = self._view.tiers["forecast"], self._view.layout_now().row_of("forecast")
        if not isinstance(tier, ForecastTier) or row is None:
            return False
        found = tier.told_at(content, t_s, row.height, self._at.y() - row.top)
        if found is None:
            return False
        strip, cell = found
        if self._is_new(f"forecast {strip.title} {cell.said}", 0.0):
            self._lane.drop()
            self.preview.show_text(strip.title, strip.note, cell.said, at)
        return True

    def _show_surprise(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """How unexpected a clip is, and what was expected there, playing."""
        tier, facts = self._view.tiers["surprise"], self._facts
        if not isinstance(tier, SurpriseTier) or facts is None:
            return False
        index, track = tier.clip_at(content, t_s), tier.track
        if index is None or isinstance(track, Absence):
            return False
        if self._is_new("surprise", float(index)):
            leaf = int(track.best[index])
            said = tr(
                "{value:.1f} nats; expected {percent}",
                value=track.nats[index],
                percent=percent(float(track.best_p[index])),
            )
            self._tell(facts, (leaf, self._view.marks.board.lexicon.path(leaf)), said, at)
        return True

    def _tell(self, facts: FactsReader, word: tuple[int, str], side: str, at: QPoint) -> None:
        """Show a visual word, by leaf and path, with its loops."""

        def show(item: TokenFacts | tuple[int, QImage]) -> None:
            if isinstance(item, TokenFacts):
                self.preview.show_token(side, item, at)
            else:
                self.preview.loops.add(*item)

        height = stored_height(HEIGHT * self._view.devicePixelRatioF())
        self._lane.ask(lambda: _told(facts, *word, height), show, self._give_up)

    def _show_word(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        return self._show_text("words", content.words, t_s, at)

    def _show_sentence(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        return self._show_text("sentences", content.sentences, t_s, at)

    def _show_text(self, key: str, track: TextTrack | Absence, t_s: float, at: QPoint) -> bool:
        index = track.spans.at(t_s) if isinstance(track, TextTrack) else None
        if not isinstance(track, TextTrack) or index is None:
            return False
        start_s, end_s = float(track.spans.starts[index]), float(track.spans.ends[index])
        if self._is_new(key, start_s):
            self._lane.drop()
            sure = track.certainty
            side = (
                "" if sure is None else tr("recognised with {value:.0f} %", value=100 * sure[index])
            )
            title = f"{time_text(start_s, 0.01)}   {length_text(end_s - start_s)}"
            self.preview.show_text(title, side, track.texts[index], at)
        return True

    def _show_alignment(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """How probably a sentence belongs to the clips under it."""
        tier, said = self._view.tiers["alignment"], content.sentences
        p = tier.p_at(content, t_s) if isinstance(tier, AlignmentTier) else None
        index = said.spans.at(t_s) if isinstance(said, TextTrack) else None
        if p is None or index is None or not isinstance(said, TextTrack):
            return False
        if self._is_new("alignment", float(said.spans.starts[index])):
            self._lane.drop()
            told = tr("that it belongs to the clips under it")
            self.preview.show_text(percent(p), told, said.texts[index], at)
        return True

    def _show_annotation(self, content: TimelineContent, t_s: float, at: QPoint) -> bool:
        """All of a text for which its block has no room."""
        del t_s
        found = self._view.block_at(self._at)
        tier = None if found is None else self._view.tiers[found[0]]
        place = tier.find(content, found[1]) if isinstance(tier, BlockTier) and found else None
        if place is None:
            return False
        lane, index = place
        start_s, end_s = float(lane.spans.starts[index]), float(lane.spans.ends[index])
        if self._is_new(f"{found}", start_s):
            self._lane.drop()
            title = f"{time_text(start_s, 0.01)}   {length_text(end_s - start_s)}"
            self.preview.show_text(title, "", lane.texts[index], at)
        return True

    def _give_up(self, error: StudioError) -> None:
        self.preview.show_text("", "", str(error), self._view.mapToGlobal(self._at))


def _frame_start(content: TimelineContent, t_s: float) -> float:
    """The start of the frame on screen, so that each frame is decoded and kept once."""
    starts = content.frame_starts
    index = int(starts.searchsorted(t_s, "right")) - 1
    return float(starts[index]) if index >= 0 else nearest(starts, t_s) or 0.0


def _told(
    facts: FactsReader, leaf: int, path: str, height: int
) -> Iterator[TokenFacts | tuple[int, QImage]]:
    """The facts, then the pictures of the loops."""
    found = facts.read(leaf, path)
    yield found
    yield from loop_pictures(found.exemplars, height)
