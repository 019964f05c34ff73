"""What becomes of the words when their sentence is corrected."""

from __future__ import annotations

from difflib import SequenceMatcher

from vbert_studio.project.records import SentenceRow, WordRow
from vbert_studio.project.store import Cells

_SAME_S = 1e-6


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum()) or text


def _cells(text: str, start_s: float, end_s: float, heard: WordRow | None = None) -> Cells:
    return {
        "start_s": start_s,
        "end_s": end_s,
        "text": text,
        "probability": None if heard is None else heard.probability,
        "interpolated": int(heard is None or heard.interpolated),
    }


def retimed(words: list[WordRow], texts: list[str], start_s: float, end_s: float) -> list[Cells]:
    """Cells for the words `texts` of a sentence.

    Those that were there keep what was heard of them, apart from spelling; new ones share the time
    between their neighbours by their lengths and have no probability, because nobody heard them.
    """
    old = [_bare(word.text) for word in words]
    new = [_bare(text) for text in texts]
    result: list[Cells] = []
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[i:j] == new[k:m]:
            pairs = zip(words[i:j], texts[k:m], strict=True)
            result += [_cells(t, w.start_s, w.end_s, w) for w, t in pairs]
        else:
            left = words[i].start_s if i < j else words[i - 1].end_s if i else start_s
            right = words[j - 1].end_s if i < j else words[i].start_s if i < len(words) else end_s
            result += _spread(texts[k:m], left, max(left, right))
    return result


def _spread(texts: list[str], start_s: float, end_s: float) -> list[Cells]:
    total = sum(len(text) for text in texts)
    result, before = [], 0
    for text in texts:
        left = start_s + (end_s - start_s) * before / total
        before += len(text)
        right = start_s + (end_s - start_s) * before / total
        result.append(_cells(text, left, right))
    return result


def moved(words: list[WordRow], sentence: SentenceRow, start_s: float, end_s: float) -> list[Cells]:
    """Cells for the words of a sentence that now lasts from `start_s` to `end_s`.

    They are shifted with it when it keeps its length, else stay where they were, cut at its edges.
    """
    by = start_s - sentence.start_s
    if abs(by - (end_s - sentence.end_s)) > _SAME_S:
        by = 0.0
    return [
        _cells(
            word.text,
            min(max(word.start_s + by, start_s), end_s),
            min(max(word.end_s + by, start_s), end_s),
            word,
        )
        for word in words
    ]


def cut(
    sentence: SentenceRow, words: list[WordRow], head: int, tail: int
) -> tuple[int, float, float]:
    """Where to split a sentence behind `head` of its `head + tail` words.

    Returns how many of `words` stay, when the first part ends, and when the second begins.
    """
    count = round(len(words) * head / (head + tail))
    if 0 < count < len(words):
        end_s = min(max(words[count - 1].end_s, sentence.start_s), sentence.end_s)
        start_s = min(max(words[count].start_s, end_s), sentence.end_s)
        return count, end_s, start_s
    at = sentence.start_s + (sentence.end_s - sentence.start_s) * head / (head + tail)
    return count, at, at
