"""Speech recognition: faster-whisper, from a folder on this machine and never from a hub."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import WeightsError
from vbert_studio.language.blocks import RATE, SILENCE, Block, speech_blocks
from vbert_studio.language.transcript import Word
from vbert_studio.media.probe import probe
from vbert_studio.media.sound import read_sound
from vbert_studio.progress import Monitor, Stage
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment

# Without its tokenizer in the folder faster-whisper would ask a hub for one.
_NEEDED = ("model.bin", "config.json", "tokenizer.json")


def languages_by_name(name: str) -> tuple[str, ...]:
    """The codes of the languages that a Whisper model knows, by its name and before it is here."""
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    return ("en",) if name.endswith(".en") else tuple(sorted(_LANGUAGE_CODES))


class Recogniser:
    """A Whisper model in memory, for one video after the other.

    Args:
        model: its name in the registry, or a folder that faster-whisper can load.
        device: ``cpu``, ``cuda``, or ``auto`` for the latter where there is one.
        threads: on the processor; 0 takes all that this process may use.

    Attributes:
        language: what the last video is spoken in, once it is known.

    Raises:
        WeightsError: the model is not in the registry, not on this machine, or damaged.
    """

    def __init__(self, model: Path | str, *, device: str = "auto", threads: int = 0) -> None:
        self._model = _load(_folder_of(model), device, threads)
        self.language: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it knows, such as ``en``."""
        return tuple(sorted(self._model.supported_languages))

    def words(
        self, path: Path | str, *, language: str | None = None, monitor: Monitor | None = None
    ) -> Iterator[Word]:
        """What is said in a file, word by word while it is being recognised.

        Stretches without speech are left out before anything is recognised. Memory does not grow
        with the length of the file. A wish to stop is heard between windows of 30 seconds.

        Args:
            path: a video or a sound file; one without sound has no words.
            language: a code such as ``en``; None has it detected where the model knows several.
            monitor: is told the seconds of sound that are done.

        Raises:
            MediaError: the file cannot be read.
            CancelledError: the person wants it to stop.
        """
        watch = monitor or Monitor()
        file = Path(path)
        self.language = language if self._model.model.is_multilingual else "en"
        total = probe(file).duration_s
        with watch.stage(file.name, None if total is None else round(total), "s") as stage:
            for block in speech_blocks(read_sound(file, rate=RATE, monitor=watch)):
                if block.has_speech:
                    yield from self._block_words(block, stage)
                _advance(stage, block.end_s)

    def _block_words(self, block: Block, stage: Stage) -> Iterator[Word]:
        segments, about = self._model.transcribe(
            block.samples,
            language=self.language,
            word_timestamps=True,
            vad_filter=True,
            vad_parameters=SILENCE,
            # A slip would otherwise be repeated through the rest of the film.
            condition_on_previous_text=False,
        )
        self.language = about.language
        for segment in segments:
            yield from _words(segment, block.start_s)
            _advance(stage, block.start_s + segment.end)


def recognise(
    path: Path | str,
    model: Path | str | Recogniser,
    *,
    language: str | None = None,
    monitor: Monitor | None = None,
) -> Iterator[Word]:
    """`Recogniser.words` of one file, by a model in memory, of the registry, or in a folder."""
    recogniser = model if isinstance(model, Recogniser) else Recogniser(model)
    return recogniser.words(path, language=language, monitor=monitor)


def _words(segment: Segment, start_s: float) -> Iterator[Word]:
    for word in segment.words or []:
        text = word.word.strip()
        if text:
            begin, end = start_s + float(word.start), start_s + float(word.end)
            yield Word(begin, max(begin, end), text, float(word.probability))


def _advance(stage: Stage, now_s: float) -> None:
    whole = int(now_s) if stage.total is None else min(stage.total, int(now_s))
    stage.advance(max(0, whole - stage.done))


def _folder_of(model: Path | str) -> Path:
    """A folder as it is; a name without any separator may also be one of the registry."""
    folder = Path(model)
    if folder.is_dir() or len(folder.parts) != 1:
        return folder
    return store.find(Registry.load().entry(str(model)))


def _cores() -> int:
    """How many this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _load(folder: Path, device: str, threads: int) -> WhisperModel:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise WeightsError(
            "model_missing",
            f"{folder} is no folder of a recogniser: {', '.join(missing)} missing.",
            path=folder,
            remedy="Fetch a model with `vbert-studio models get whisper-tiny.en`, or give a folder "
            "that faster-whisper can load.",
        )
    import ctranslate2
    from faster_whisper import WhisperModel, transcribe

    # Its progress bars are never shown, but would start a thread that never ends.
    transcribe.tqdm.monitor_interval = 0
    if device == "auto":
        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    try:
        return WhisperModel(
            str(folder),
            device=device,
            compute_type="float16" if device == "cuda" else "int8",
            cpu_threads=threads or _cores(),
            local_files_only=True,
        )
    except (RuntimeError, ValueError) as error:
        raise WeightsError(
            "model_damaged",
            f"The recogniser in {folder} cannot be loaded: {error}",
            path=folder,
            remedy="Compare its files with `vbert-studio models verify`, or fetch it again.",
        ) from error
