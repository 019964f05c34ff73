"""Transcripts that others wrote: subtitle files and annotations, read by what is in them."""

from vbert_studio.language.subtitles.read import read_subtitles
from vbert_studio.language.subtitles.youcook2 import is_youcook2, named, read_youcook2

__all__ = ["is_youcook2", "named", "read_subtitles", "read_youcook2"]
