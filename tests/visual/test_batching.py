import numpy as np
import pytest

from vbert_studio.errors import StudioError
from vbert_studio.visual.batching import Batches

PICTURES = np.arange(11, dtype=np.uint8)[:, None]


class Network:
    """Takes at most `fits` pictures at once, and complains like one of the engines."""

    def __init__(self, fits: int, error: Exception) -> None:
        self.fits = fits
        self.error = error
        self.calls: list[list[int]] = []

    def __call__(self, pictures: np.ndarray) -> np.ndarray:
        if len(pictures) > self.fits:
            raise self.error
        self.calls.append(pictures[:, 0].tolist())
        return pictures.astype(np.float32) * 2


OUT_OF_MEMORY = [
    MemoryError(),
    RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB"),
    RuntimeError("MPS backend out of memory (MPS allocated: 8.99 GB)"),
    RuntimeError("[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: can't allocate memory"),
    RuntimeError("Exception from src/inference: std::bad_alloc"),
]


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=lambda e: str(e)[:20])
def test_halves_until_it_fits_and_loses_nothing(error: Exception) -> None:
    network = Network(2, error)
    batches = Batches(network, 8, fill=False)
    assert batches(PICTURES)[:, 0].tolist() == [2 * i for i in range(11)]
    assert batches.size == 2
    assert network.calls == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10]]


def test_stays_small_afterwards() -> None:
    network = Network(4, MemoryError())
    batches = Batches(network, 16, fill=False)
    batches(PICTURES)
    network.fits = 16
    batches(PICTURES)
    assert max(len(call) for call in network.calls) == 4


def test_every_call_has_the_same_shape_when_filled() -> None:
    network = Network(8, MemoryError())
    features = Batches(network, 4, fill=True)(PICTURES)
    assert features.shape == (11, 1)
    assert network.calls[-1] == [8, 9, 10, 0]


def test_not_even_one_fits() -> None:
    with pytest.raises(StudioError, match="not enough memory") as caught:
        Batches(Network(0, MemoryError()), 4, fill=True)(PICTURES)
    assert caught.value.kind == "out_of_memory"


def test_other_errors_are_not_taken_for_it() -> None:
    with pytest.raises(RuntimeError, match="size mismatch"):
        Batches(Network(0, RuntimeError("size mismatch")), 4, fill=True)(PICTURES)
