"""The visual words of a project's codebook as a person reads them. Read in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vbert_studio.ui.filmstrip.board import Sign
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The visual words of the current codebook.

    Attributes:
        paths: leaf -> the digits from the root to it.
        names: leaf -> the name that a person gave it.
        branching: children per node.
    """

    paths: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    branching: int = 12

    def path(self, leaf: int) -> str:
        """The digits of a word; empty for one of another codebook."""
        return self.paths.get(leaf, "")

    def title(self, leaf: int) -> str:
        """The name of a word, or its digits."""
        return self.names.get(leaf) or self.path(leaf) or tr("word {leaf}", leaf=leaf)

    def spoken(self, leaf: int) -> str:
        """A word in a sentence."""
        name = self.names.get(leaf)
        return tr("visual word {path}", path=self.path(leaf)) + (f", {name}" if name else "")

    def compare(self, foreseen: int, came: int) -> Sign:
        """How a foreseen word came out; siblings in the tree look alike."""
        if foreseen == came:
            return Sign.RIGHT
        parent, other = self.path(foreseen)[:-1], self.path(came)[:-1]
        return Sign.NEAR if parent and parent == other else Sign.WRONG


def read_lexicon(project: Project) -> Lexicon:
    """The words of the current codebook; without one there are none."""
    codebook = project.codebooks.current()
    if codebook is None:
        return Lexicon()
    return Lexicon(
        project.codebooks.paths(codebook.id),
        project.words.names(codebook.id),
        codebook.branching,
    )
