"""What the verbs hide of a passage and put in its place, by seconds and by words."""

from __future__ import annotations

from vbert_studio.commands.asking import Clips, Tokens
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import Masking, Passage, WordPlace
from vbert_studio.project import Project


def masking_of(
    project: Project,
    clips: Clips,
    passage: Passage,
    hidden: tuple[int, ...],
    words: list[str] | None,
    put: list[str] | None,
    put_word: list[str] | None,
) -> Masking:
    """What a person wants to be hidden and put in.

    Args:
        project: open for reading.
        clips: of the video.
        passage: what is read.
        hidden: clips.
        words: as ``--mask-word`` takes them.
        put: as ``--put`` takes them.
        put_word: as ``--put-word`` takes them.

    Raises:
        StudioError: kind ``bad_put``, or a word that is not said.
    """
    puts = _put_clips(project, clips, put or []), _put_words(project, passage, put_word or [])
    return Masking(hidden, _places(project, passage, words or []), *puts)


def _places(project: Project, passage: Passage, wanted: list[str]) -> tuple[WordPlace, ...]:
    """Where these words are said."""
    from vbert_studio.jobs.questions.spoken import find_spoken

    return tuple(place for one in wanted for place in find_spoken(project, passage, one))


def _put_clips(project: Project, clips: Clips, put: list[str]) -> tuple[tuple[int, int], ...]:
    """Clips with the leaves that are put there instead."""
    leaves = {path: leaf for leaf, path in Tokens(project).paths.items()}
    found = []
    for one in put:
        second, _, path = one.partition("=")
        if not _is_number(second) or path not in leaves:
            raise _bad_put(one, "SECOND=PATH, with the path of a visual word")
        found.append((clips.on_at(float(second)), leaves[path]))
    return tuple(found)


def _put_words(
    project: Project, passage: Passage, put: list[str]
) -> tuple[tuple[WordPlace, str], ...]:
    """Places with the words that are put there instead."""
    from vbert_studio.jobs.questions.spoken import find_spoken

    found = []
    for one in put:
        where, _, word = one.partition("=")
        if not where or not word:
            raise _bad_put(one, "WORD=WORD or WORD@SECOND=WORD")
        found += [(place, word) for place in find_spoken(project, passage, where)]
    return tuple(found)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _bad_put(given: str, wanted: str) -> StudioError:
    return StudioError(
        "bad_put",
        f"“{given}” does not say what to put where.",
        remedy=f"Write {wanted}.",
    )
