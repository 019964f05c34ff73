"""``words``: the visual words of a project, or all that is known about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.commands.opening import open_to_edit
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.errors import StudioError
from vbert_studio.project import Project

if TYPE_CHECKING:
    from vbert_studio.jobs.words import WordFacts, WordList

_SAID = 4


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A visual word with how many clips have it, and what is said with it."""

    leaf: int
    path: str
    name: str
    uses: int
    share: float
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsListed(Result):
    """The words that were asked for, those used most first. `total` counts all there are."""

    project: Path
    codebook: str
    extractor: str
    total: int
    words: tuple[ListedWord, ...]


@dataclass(frozen=True, slots=True)
class WordShown(Result):
    """One word. `videos` names the files of its places and exemplars by their numbers."""

    project: Path
    codebook: str
    word: WordFacts
    videos: dict[int, Path]


@command("words", title="Show the visual words", group=WORDS)
def words(
    project: Path, word: str | None = None, *, only: str = "", name: str | None = None
) -> WordsListed | WordShown:
    """List the visual words, or tell all about one: where it occurs, what is said with it.

    Args:
        project: the folder of the project.
        word: the path of one, such as 3b0, or the name that it was given.
        only: list only those that fit: path:3b, name:egg, said:egg, is:used, is:named, >5,
            or plain text for any of these; several words must all fit.
        name: give the word this name; an empty one takes its name away.
    """
    if name is not None:
        word = _give_name(project, word, name)
    with Project.open(project, "read") as opened:
        return _listed(opened, only) if word is None else _shown(opened, word)


def _give_name(folder: Path, word: str | None, name: str) -> str:
    """Name a word; returns its path, for what it was called before may be no name any more."""
    from vbert_studio.jobs.words import find_word, list_words
    from vbert_studio.project.operations import NameWord

    if word is None:
        raise StudioError(
            "no_word",
            "There is no telling which visual word is to have that name.",
            remedy="Give its path too: vbert-studio words PROJECT WORD --name NAME.",
        )
    with open_to_edit(folder) as opened:
        known = list_words(opened)
        leaf = find_word(known, word)
        opened.edit(NameWord(known.codebook.id, leaf, name))
        return opened.codebooks.paths(known.codebook.id)[leaf]


def _listed(project: Project, only: str) -> WordsListed:
    import numpy as np

    from vbert_studio.jobs.word_filter import matching
    from vbert_studio.jobs.words import list_words

    known = list_words(project)
    fitting = np.flatnonzero(matching(known, only))
    order = fitting[np.argsort(-known.uses[fitting], kind="stable")]
    book = known.codebook
    return WordsListed(
        project=project.folder,
        codebook=book.name,
        extractor=book.extractor,
        total=len(known),
        words=tuple(_one(known, at) for at in order.tolist()),
    )


def _one(known: WordList, at: int) -> ListedWord:
    leaf, uses = int(known.leaves[at]), int(known.uses[at])
    said = tuple(word.text for word in known.said.telling(leaf, _SAID))
    share = uses / max(1, known.clips)
    return ListedWord(leaf, known.paths[at], known.name(at), uses, share, said)


def _shown(project: Project, word: str) -> WordShown:
    from vbert_studio.jobs.train_codebook import current_codebook
    from vbert_studio.jobs.words import find_word, list_words, word_facts

    known = list_words(project)
    facts = word_facts(project, known, find_word(known, word), current_codebook(project)[1])
    used = {place.video_id for place in facts.places} | {e.video_id for e in facts.exemplars}
    videos = {video.id: video.path for video in project.videos.all() if video.id in used}
    return WordShown(project.folder, known.codebook.name, facts, videos)
