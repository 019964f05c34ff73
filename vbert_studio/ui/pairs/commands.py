"""What the keys do with pairs: everything, so that no hand has to leave the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from vbert_studio.commands.registry import command
from vbert_studio.project.pairs import Judgement
from vbert_studio.settings import known
from vbert_studio.ui.pairs.exchange import PairExchange
from vbert_studio.ui.pairs.marking import Marking
from vbert_studio.ui.pairs.menus import PairMenus
from vbert_studio.ui.pairs.playing import PairPlayer
from vbert_studio.ui.pairs.shown import Stretch
from vbert_studio.ui.settings import settings
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project.pairs import PairRow
    from vbert_studio.ui.window.main_window import MainWindow

CONTEXT = "pairs"
_GROUP = "Pairs"
_DOCK = "pairs"


class PairCommands(QObject):
    """The Pairs menu. Nothing is judged that nobody sees: the panel has to be open for that."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.panels.pairs
        self._marking = Marking()
        self.exchange = PairExchange(window.session, self._panel, window)
        self.menus = PairMenus(window)
        self.playing = PairPlayer(window.viewer, window.panels.player, self)
        self._panel.play_wanted.connect(self.playing.play)
        self._panel.current_changed.connect(self._on_current)
        self._panel.said.connect(window.status.say)
        window.viewer.shown.connect(self._on_video)

    @Slot(object)
    def _on_current(self, pair: PairRow | None) -> None:
        self._window.panels.timeline.choose_block("pairs", None if pair is None else pair.id)

    @property
    def _can_edit(self) -> bool:
        return self._window.session.is_open and not self._window.session.read_only

    @property
    def _sees(self) -> bool:
        return self._panel.view.isVisible()

    # Making

    @command("pairs.make", title="Make a pair", group=_GROUP, key="P")
    def make(self) -> None:
        """Pair what is chosen: sentences in the transcript, else the selected stretch.

        Without either it is the sentence under the playhead.
        """
        if not self._can_edit:
            return
        transcript, view = self._window.panels.transcript, self._window.panels.timeline.view
        if transcript.view.list.hasFocus() and transcript.view.chosen:
            sentences = [line.sentence for line in transcript.view.chosen]
        elif view.marks.selection is not None and self._window.viewer.video_id is not None:
            self._pair(Stretch(self._window.viewer.video_id, *view.marks.selection))
            return
        else:
            said = transcript.model.said
            sentences = [transcript.model.lines[said].sentence] if said >= 0 else []
        if sentences:
            self._show()
            self._panel.pair_sentences(sentences)
        else:
            self._window.status.say(tr("Choose sentences or select a stretch to make a pair of it"))

    @command("pairs.mark", title="Mark a stretch", group=_GROUP, key="B")
    def mark(self) -> None:
        """Mark where a stretch begins, and, pressed again, where it ends: that makes a pair."""
        video_id = self._window.viewer.video_id
        if not self._can_edit or video_id is None:
            return
        stretch = self._marking.press(video_id, self._window.panels.player.position)
        self._show_mark()
        if stretch is not None:
            self._pair(stretch)
        else:
            self._window.status.say(tr("A stretch begins here: press B again where it ends"))

    @command("pairs.unmark", title="Forget the mark", group=_GROUP, key="Shift+B")
    def unmark(self) -> None:
        """Forget where a stretch began."""
        self._marking.forget()
        self._show_mark()

    def _pair(self, stretch: Stretch) -> None:
        self._show()
        self._panel.pair_stretch(stretch)

    def _show_mark(self) -> None:
        self._window.panels.timeline.view.set_mark(self._marking.start_s)

    @Slot(object)
    def _on_video(self, video_id: int | None) -> None:
        self.unmark()
        self._panel.load(video_id)

    # Judging

    @command("pairs.aligned", title="Aligned", group=_GROUP, key="1")
    def aligned(self) -> None:
        """Judge that sentence and stretch belong together, and go on to the next pair."""
        self._judge(Judgement.ALIGNED)

    @command("pairs.not_aligned", title="Not aligned", group=_GROUP, key="2")
    def not_aligned(self) -> None:
        """Judge that sentence and stretch do not belong together, and go on to the next pair."""
        self._judge(Judgement.NOT_ALIGNED)

    @command("pairs.unsure", title="Unsure", group=_GROUP, key="3")
    def unsure(self) -> None:
        """Leave a pair to somebody else, and go on to the next one."""
        self._judge(Judgement.UNSURE)

    @command("pairs.unjudge", title="Take the judgement back", group=_GROUP, key="0")
    def unjudge(self) -> None:
        """Make the chosen pairs as if nobody had judged them."""
        self._judge(Judgement.NONE)

    def _judge(self, judgement: Judgement) -> None:
        if self._sees:
            self._panel.judge(judgement)
        else:
            self._window.status.say(tr("Open the pairs (Ctrl+6) to judge them"))

    # Going

    @command("pairs.next", title="Next pair that is not judged", group=_GROUP, key="U")
    def next_unjudged(self) -> None:
        """Go to the next pair that nobody judged, and play it."""
        self._show()
        self._panel.next_unjudged()

    @command(
        "pairs.previous", title="Previous pair that is not judged", group=_GROUP, key="Shift+U"
    )
    def previous_unjudged(self) -> None:
        """Go back to the last pair before this one that nobody judged, and play it."""
        self._show()
        self._panel.previous_unjudged()

    @command("pairs.below", title="Next pair", group=_GROUP, key="Ctrl+Down")
    def below(self) -> None:
        """Go to the next pair of the table, and play it."""
        self._show()
        self._panel.step(1)

    @command("pairs.above", title="Previous pair", group=_GROUP, key="Ctrl+Up")
    def above(self) -> None:
        """Go to the previous pair of the table, and play it."""
        self._show()
        self._panel.step(-1)

    @command("pairs.play", title="Play this pair", group=_GROUP, key="R")
    def play(self) -> None:
        """Play the stretch of the chosen pair from its start."""
        self._panel.play()

    @command("pairs.loop", title="Repeat the pair that plays", group=_GROUP, key="Shift+R")
    def toggle_loop(self) -> None:
        """Play pairs over and over until they are judged, or once."""
        wanted = not settings().value(known.LOOP_PAIR)
        settings().choose(known.LOOP_PAIR, wanted)
        self._window.status.say(tr("Pairs play over and over") if wanted else tr("Pairs play once"))
        self._panel.play()

    # Editing

    @command("pairs.start_here", title="Start the pair here", group=_GROUP, key="Ctrl+[")
    def start_here(self) -> None:
        """Let the chosen pair begin at the playhead."""
        self._move(self._window.panels.player.position, None)

    @command("pairs.end_here", title="End the pair here", group=_GROUP, key="Ctrl+]")
    def end_here(self) -> None:
        """Let the chosen pair end at the playhead."""
        self._move(None, self._window.panels.player.position)

    @command(
        "pairs.take_stretch",
        title="Give the pair the selected stretch",
        group=_GROUP,
        key="Shift+P",
    )
    def take_stretch(self) -> None:
        """Let the chosen pair last as long as what is selected on the timeline."""
        selection = self._window.panels.timeline.view.marks.selection
        if selection is not None:
            self._move(*selection)

    def _move(self, start_s: float | None, end_s: float | None) -> None:
        pair = self._panel.current
        if not self._can_edit or not self._sees or pair is None:
            return
        if pair.video_id != self._window.viewer.video_id:
            self._window.status.say(tr("The chosen pair is of another video: R goes there"))
            return
        self._panel.edits.set_times(pair.id, start_s, end_s)

    @command(
        "pairs.take_text",
        title="Take over what the transcript says now",
        group=_GROUP,
        key="Ctrl+T",
        context=CONTEXT,
    )
    def take_text(self) -> None:
        """Give the chosen pair the text that its sentence has by now."""
        if self._can_edit:
            self._panel.take_what_is_said()

    @command("pairs.delete", title="Delete pairs", group=_GROUP, key="Del", context=CONTEXT)
    def delete(self) -> None:
        """Delete the chosen pairs; undo brings them back."""
        if self._can_edit:
            self._panel.delete()

    # Finding

    @command("pairs.filter", title="Filter pairs", group=_GROUP, key="Ctrl+Alt+F")
    def filter_pairs(self) -> None:
        """Type words to see only the pairs that have them."""
        self._show()
        self._panel.view.head.text.setFocus()
        self._panel.view.head.text.selectAll()

    @command("pairs.only_unjudged", title="Only what is not judged", group=_GROUP, key="Ctrl+U")
    def only_unjudged(self) -> None:
        """Show only the pairs that nobody judged, or all again."""
        self._show()
        self._panel.view.head.toggle_unjudged()

    @command("pairs.sort", title="Sort pairs…", group=_GROUP, key="Ctrl+Shift+O")
    def sort(self) -> None:
        """Choose the order of the table: by place, text, judgement, length and more."""
        if self._window.session.is_open:
            self._show()
            self._panel.view.table.setFocus()
            self.menus.show_sorting()

    @command("pairs.focus", title="Go to the table of pairs", group=_GROUP, key="Ctrl+Alt+P")
    def focus(self) -> None:
        """Open the pairs and let the keys go to their table."""
        self._show()
        self._panel.view.table.setFocus()

    @command("pairs.export", title="Export pairs…", group=_GROUP)
    def export(self) -> None:
        """Write what the table shows into a CSV or JSON file."""
        if self._window.session.is_open:
            self.exchange.export()

    @command("pairs.picture", title="Save the pairs as a picture…", group=_GROUP)
    def picture(self) -> None:
        """Save the table as it is seen as PNG or SVG."""
        if self._window.session.is_open:
            self.exchange.picture()

    @command("pairs.copy_line", title="Copy the pairs as command line", group=_GROUP)
    def copy_line(self) -> None:
        """Copy the line for a shell that lists the same pairs in the same order."""
        if self._window.session.is_open:
            self.exchange.copy_line()

    @command("pairs.import", title="Import pairs…", group=_GROUP)
    def import_(self) -> None:
        """Take pairs from a CSV or JSON file, as one edit that can be undone."""
        if self._can_edit:
            self.exchange.take()

    @command("panel.pairs", title="Pairs", group="View", key="Ctrl+6")
    def toggle_panel(self) -> None:
        """Show or hide the pairs."""
        if self._window.session.is_open:
            self._window.docks.toggle(_DOCK)

    def _show(self) -> None:
        if self._window.session.is_open:
            self._window.docks.show(_DOCK)
