"""What the keys and menus do with visual words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbert_studio.commands.registry import command

if TYPE_CHECKING:
    from vbert_studio.ui.words.controller import WordsPanel

_CONTEXT = "words"
_GROUP = "Words"


class WordsCommands:
    """The commands of the panel."""

    def __init__(self, panel: WordsPanel) -> None:
        self._panel = panel
        self._view = panel.view

    @command("words.find", title="Filter the words", group=_GROUP, key="/", context=_CONTEXT)
    def find(self) -> None:
        """Go to the filter of the visual words."""
        self._view.show_browser()
        self._view.browser.filter.setFocus()
        self._view.browser.filter.selectAll()

    @command("words.name", title="Name this word", group=_GROUP, key="F2", context=_CONTEXT)
    def name(self) -> None:
        """Go to the name of the word that is shown; Enter keeps it, Escape does not."""
        if self._view.card.card is not None:
            self._view.show_card()
            self._view.card.name.setFocus()
            self._view.card.name.selectAll()

    @command("words.next", title="Next clip with this word", group=_GROUP, key="F3")
    def next_place(self) -> None:
        """Bring the playhead to the next clip that has the word, in this video or a later one."""
        self._panel.go_to_place(back=False)

    @command(
        "words.previous",
        title="Previous clip with this word",
        group=_GROUP,
        key="Shift+F3",
    )
    def previous_place(self) -> None:
        """Bring the playhead to the clip before that has the word."""
        self._panel.go_to_place(back=True)

    @command(
        "words.back",
        title="Back to the word before",
        group=_GROUP,
        key="Backspace",
        context=_CONTEXT,
    )
    def back(self) -> None:
        """Show the word again that was shown before this one."""
        self._panel.step(-1)

    @command(
        "words.forward",
        title="Forward to the word after",
        group=_GROUP,
        key="Shift+Backspace",
        context=_CONTEXT,
    )
    def forward(self) -> None:
        """Take a step back back."""
        self._panel.step(1)

    @command("words.map", title="Tree or map", group=_GROUP, key="G", context=_CONTEXT)
    def change_face(self) -> None:
        """Show the map in place of the tree, or the tree again; a wide panel shows both."""
        self._panel.change_face()

    @command("words.fit", title="Show the whole map", group=_GROUP, key="F", context=_CONTEXT)
    def fit(self) -> None:
        """Zoom out until every word is in view."""
        self._view.browser.map.fit()

    @command("words.clear", title="List all words again", group=_GROUP, key="Esc", context=_CONTEXT)
    def clear(self) -> None:
        """Leave the name as it was; else empty the filter and forget the loop on the map."""
        self._panel.clear_choice()

    @command("words.export", title="Save these words…", group=_GROUP)
    def export(self) -> None:
        """Save the map as a picture or the listed words as a table, or copy the command line."""
        self._panel.figure.button.showMenu()
