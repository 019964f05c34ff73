"""What is known about a visual word: how often it is used, with which words, and its exemplars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbert_studio.ui.filmstrip.exemplars import ExemplarClip, ExemplarReader
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.said import Said

_EXEMPLARS = 4
_WORDS = 6


@dataclass(frozen=True, slots=True, eq=False)
class TokenFacts:
    """A visual word, as its preview tells it."""

    leaf: int
    path: str
    branching: int
    uses: int
    words: tuple[str, ...]
    exemplars: tuple[ExemplarClip, ...]
    name: str = ""

    @property
    def title(self) -> str:
        """The name that a person gave it, or its path."""
        return (
            f"{self.name} ({self.path})" if self.name else tr("Visual word {path}", path=self.path)
        )


class FactsReader:
    """Answers for one state of a project; what is said with which word is counted once.

    Use it on one thread.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._exemplars = ExemplarReader(project)
        self._said: Said | None = None

    def read(self, leaf: int, path: str) -> TokenFacts:
        """The facts of a visual word of the current codebook.

        Raises:
            ProjectError: the project cannot be read.
        """
        codebook = self._project.codebooks.current()
        if codebook is None:
            return TokenFacts(leaf, path, 12, 0, (), ())
        if self._said is None:
            self._said = self._project.words.said(codebook.id)
        return TokenFacts(
            leaf,
            path,
            codebook.branching,
            self._project.codebooks.usage(codebook.id).get(leaf, 0),
            tuple(word.text for word in self._said.telling(leaf, _WORDS)),
            self._exemplars.read(leaf, _EXEMPLARS),
            self._project.words.names(codebook.id).get(leaf, ""),
        )
