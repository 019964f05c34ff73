"""The visual words as a table that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from vbert_studio.jobs.word_filter import Mask
from vbert_studio.jobs.words import WordList
from vbert_studio.jobs.writing import TableFormat, write_table
from vbert_studio.project import Project

_SAID = 6
_COLUMNS = ("leaf", "path", "name", "uses", "share", "said", "exemplar_video", "exemplar_start_s")


def export_words(
    project: Project,
    words: WordList,
    to: Path,
    *,
    format: TableFormat = "csv",  # noqa: A002 - the word that a person types
    chosen: Mask | None = None,
) -> list[Path]:
    """Write visual words into one file, a row for each.

    Args:
        project: to read.
        words: as `list_words` gave them.
        to: the file, which is replaced only once the new one is whole.
        format: ``csv`` or ``json``.
        chosen: which of them, bool (L,); None takes all.

    Returns:
        The file.

    Raises:
        ProjectError: kind ``disk_full``, ``no_permission``, ``is_a_directory``.
    """
    rows = list(_rows(project, words, np.ones(len(words), np.bool_) if chosen is None else chosen))
    about = {"codebook": words.codebook.name, "extractor": words.codebook.extractor}
    return [write_table(to, format, "words", _COLUMNS, rows, about)]


def _rows(project: Project, words: WordList, chosen: Mask) -> Iterator[dict[str, Any]]:
    videos = {video.id: video.path for video in project.videos.all()}
    for at in np.flatnonzero(chosen).tolist():
        leaf = int(words.leaves[at])
        shown = project.codebooks.exemplars(words.codebook.id, leaf)[:1]
        clips = project.videos.clips(shown[0].video_id) if shown else []
        yield {
            "leaf": leaf,
            "path": words.paths[at],
            "name": words.name(at),
            "uses": int(words.uses[at]),
            "share": int(words.uses[at]) / max(1, words.clips),
            "said": [word.text for word in words.said.telling(leaf, _SAID)],
            "exemplar_video": str(videos[shown[0].video_id]) if shown else None,
            "exemplar_start_s": clips[shown[0].clip].start_s if clips else None,
        }
