"""What the card of a word says, as plain rows: no widget in here."""

from __future__ import annotations

from collections.abc import Iterable

from vbert_studio.jobs.words import OtherWord, VideoUse, WordFacts
from vbert_studio.project.said import SaidWord
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.link import Link


def summary(facts: WordFacts, codebook: str) -> str:
    """Where it stands and how much it is used."""
    if not facts.uses:
        return tr("Word {path} of {codebook}. No clip has it.", path=facts.path, codebook=codebook)
    videos = (
        tr("1 video") if len(facts.videos) == 1 else tr("{value} videos", value=len(facts.videos))
    )
    clips = tr("1 clip") if facts.uses == 1 else tr("{uses:,} clips", uses=facts.uses)
    text = tr(
        "Word {path} of {codebook}: {clips} in {videos}, {per_cent} of all",
        path=facts.path,
        codebook=codebook,
        clips=clips,
        videos=videos,
        per_cent=_per_cent(facts.share),
    )
    if facts.stays:
        times = tr("once") if facts.stays == 1 else tr("{stays} times", stays=facts.stays)
        text += tr(". It goes on in the next clip {times}", times=times)
    return text


def video_links(videos: Iterable[VideoUse]) -> tuple[Link, ...]:
    """A row for each video, the one with most uses first."""
    found = list(videos)
    most = max((use.uses for use in found), default=1)
    return tuple(
        Link(
            use.video_id,
            use.video.stem,
            f"{use.uses:,}",
            use.uses / most,
            said=tr(
                "{video}: {clips}. Go to the next one", video=use.video.stem, clips=_clips(use.uses)
            ),
        )
        for use in found
    )


def near_links(words: Iterable[OtherWord]) -> tuple[Link, ...]:
    """A row for each similar word, the nearest with the longest bar."""
    found = list(words)
    nearest = min((word.figure for word in found), default=0.0)
    return tuple(
        Link(
            word.leaf,
            _called(word),
            f"{word.figure:.3g}",
            nearest / word.figure if word.figure else 1.0,
            word.path,
            tr("{called}, at a distance of {figure:.3g}", called=_called(word), figure=word.figure),
        )
        for word in found
    )


def beside_links(words: Iterable[OtherWord], uses: int) -> tuple[Link, ...]:
    """A row for each word that stands beside it, with how often."""
    return tuple(
        Link(
            word.leaf,
            _called(word),
            f"{word.figure:.0f}",
            word.figure / max(1, uses),
            word.path,
            tr(
                "{called}: {figure:.0f} of {uses} times",
                called=_called(word),
                figure=word.figure,
                uses=uses,
            ),
        )
        for word in words
    )


def said_links(words: Iterable[SaidWord]) -> tuple[Link, ...]:
    """A row for each spoken word, with how often and how much likelier than elsewhere."""
    return tuple(
        Link(
            word.text,
            word.text,
            tr(
                "{count} of {total}, {lift:.1f}×",
                count=word.count,
                total=word.total,
                lift=word.lift,
            ),
            word.count / max(1, word.total),
            said=tr(
                "“{text}”: {count} of the {total} times that it is said, "
                "{lift:.1f} times as likely here as anywhere. List the visual words with it",
                text=word.text,
                count=word.count,
                total=word.total,
                lift=word.lift,
            ),
        )
        for word in words
    )


def _called(word: OtherWord) -> str:
    return f"{word.name} ({word.path})" if word.name else word.path


def _clips(count: int) -> str:
    return tr("1 clip") if count == 1 else tr("{count:,} clips", count=count)


def _per_cent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %") if share >= 0.0005 else tr("less than 0.1 %")
