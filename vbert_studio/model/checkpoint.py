"""A trained model on disk: `model.safetensors` and `config.json` in a folder of its own."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import vbert_studio
from vbert_studio.errors import StudioError
from vbert_studio.model.compact import pack, unpack
from vbert_studio.model.presets import Shape
from vbert_studio.model.taught import CONFIG, WEIGHTS, Taught, what_it_cannot_know
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary

FORMAT = 1


class CheckpointError(StudioError):
    """A checkpoint is missing, damaged, or not for this codebook."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a checkpoint was trained with.

    Attributes:
        codebook: the digest of the codebook's tree.
        extractor: the name of the extractor of its features.
        base: the checkpoint or weights that training started from; empty for random ones.
        code_version: of the program that wrote it.
        taught: what it was shown; None when nobody wrote that down.
    """

    codebook: str
    extractor: str
    base: str = ""
    code_version: str = vbert_studio.__version__
    taught: Taught | None = None

    def limits(self, vocabulary: JointVocabulary) -> tuple[str, ...]:
        """What the model cannot know, in sentences; none when nobody wrote down what it saw."""
        if self.taught is None:
            return ()
        return what_it_cannot_know(
            self.taught,
            text_size=vocabulary.text_size,
            visual_size=vocabulary.visual_size,
            base=self.base,
        )


def save_checkpoint(model: VideoBert, provenance: Provenance, folder: Path, *, half: bool) -> None:
    """Write the model to `folder`, replacing what was there only once all is written.

    Args:
        model: what to save.
        provenance: what it was trained with.
        folder: where to.
        half: save as weights are shipped, in a third of the room (see `compact`); training goes on
            from float32.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write(model, provenance, fresh, half=half)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(model: VideoBert, provenance: Provenance, folder: Path, *, half: bool) -> None:
    from safetensors.torch import save_file

    weights = {name: value.detach().cpu() for name, value in model.state_dict().items()}
    tensors = pack(weights, model.vocabulary.text_size) if half else weights
    save_file({name: value.contiguous() for name, value in tensors.items()}, folder / WEIGHTS)
    config = {
        "format": FORMAT,
        "shape": dataclasses.asdict(model.shape),
        "text_size": model.vocabulary.text_size,
        "leaves": model.vocabulary.leaves.tolist(),
        **dataclasses.asdict(provenance),
    }
    (folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    (folder / WEIGHTS).chmod(0o644)  # safetensors makes files, and mkdtemp folders,
    folder.chmod(0o755)  # that only their owner may read


def read_provenance(folder: Path) -> Provenance:
    """What a checkpoint was trained with, without loading its weights.

    Raises:
        CheckpointError: like `load_checkpoint`.
    """
    return _understood(folder)[0]


def load_checkpoint(folder: Path, *, codebook: str) -> tuple[VideoBert, Provenance]:
    """Read a model, in float32 and ready to answer.

    Args:
        folder: what `save_checkpoint` wrote.
        codebook: the digest of the codebook whose tokens the model will be given.

    Raises:
        CheckpointError: kind ``checkpoint_missing``, ``checkpoint_damaged``,
            ``checkpoint_newer``, or ``other_codebook``.
    """
    provenance, vocabulary, shape = _understood(folder)
    if provenance.codebook != codebook:
        raise CheckpointError(
            "other_codebook",
            f"{folder.name} was trained with the codebook {provenance.codebook}, "
            f"and the tokens are of the codebook {codebook}: the same numbers mean other words.",
            path=folder,
            remedy="Make its codebook current and tokenize again, or train a model with this one.",
        )
    return _load_weights(VideoBert(vocabulary, shape), folder / WEIGHTS), provenance


def _understood(folder: Path) -> tuple[Provenance, JointVocabulary, Shape]:
    config = _read_config(folder)
    try:
        leaves = np.array(config["leaves"], dtype=np.int32)
        vocabulary = JointVocabulary(int(config["text_size"]), leaves)
        return _provenance(config), vocabulary, Shape(**config["shape"])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(folder / CONFIG, f"it has no usable entry {error}") from error


def _provenance(config: dict[str, Any]) -> Provenance:
    names = [field.name for field in dataclasses.fields(Provenance)]
    taught = config.get("taught")
    found = {name: config[name] for name in names if name != "taught"}
    return Provenance(**found, taught=None if taught is None else Taught(**taught))


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CheckpointError(
            "checkpoint_missing",
            f"There is no checkpoint in {folder}.",
            path=folder,
            remedy="Train a model, or choose another checkpoint.",
        ) from error
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if config.get("format") != FORMAT:
        raise CheckpointError(
            "checkpoint_newer",
            f"{path} has format {config.get('format')}, this program reads format {FORMAT}.",
            path=path,
            remedy="Install a newer version of the program.",
        )
    return config


def _load_weights(model: VideoBert, path: Path) -> VideoBert:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        model.load_state_dict(unpack(load_file(path)))
    except (OSError, SafetensorError, RuntimeError, KeyError) as error:
        raise _damaged(path, str(error).splitlines()[0]) from error
    return model.eval()


def _damaged(path: Path, reason: str) -> CheckpointError:
    return CheckpointError(
        "checkpoint_damaged",
        f"{path} cannot be read as a checkpoint: {reason}.",
        path=path,
        remedy="Train the model again, or put back a copy of the folder.",
    )
