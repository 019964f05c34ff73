"""A person names a visual word."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Edit, Key

LONGEST = 60


@dataclass(frozen=True, slots=True)
class NameWord:
    """Give a visual word of a codebook a name, or, with an empty one, take its name away."""

    codebook_id: int
    leaf: int
    word_name: str

    @property
    def name(self) -> str:
        """Shows the new name."""
        if not self._plain:
            return "Take the name of a visual word away"
        return f"Name a visual word “{self._plain}”"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    @property
    def _plain(self) -> str:
        return " ".join(self.word_name.split())

    def apply(self, edit: Edit) -> None:
        """Insert, change or delete the name."""
        if len(self._plain) > LONGEST:
            raise ProjectError(
                "name_too_long",
                f"A name of {len(self._plain)} characters has no room on the timeline.",
                remedy=f"Choose one of at most {LONGEST} characters.",
            )
        known = "SELECT leaf FROM leaves WHERE codebook_id = ? AND leaf = ?"
        if not edit.find(known, self.codebook_id, self.leaf):
            raise ProjectError(
                "no_such_word",
                f"The codebook has no visual word {self.leaf}.",
                remedy="Choose one of the words it has.",
            )
        self._put(edit)

    def _put(self, edit: Edit) -> None:
        sql = "SELECT id FROM word_names WHERE codebook_id = ? AND leaf = ?"
        named = edit.find(sql, self.codebook_id, self.leaf)
        if not self._plain:
            for id_ in named:
                edit.delete("word_names", id_)
        elif named:
            edit.update("word_names", named[0], {"name": self._plain})
        else:
            edit.insert(
                "word_names",
                {"codebook_id": self.codebook_id, "leaf": self.leaf, "name": self._plain},
            )
