from pathlib import Path

import pytest

from vbert_studio import places
from vbert_studio.errors import WeightsError
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry, read_registry


def test_the_shipped_registry_is_complete() -> None:
    for entry in Registry.load().entries():
        assert entry.title, entry.name
        assert entry.licence, entry.name
        assert entry.good_for, entry.name
        assert entry.files or entry.note, f"{entry.name} has no files and does not say why"
        for file in entry.files:
            assert file.sources, file.name
            assert file.sum_is_whole or entry.note, f"{file.name}: a part of a sum wants a word"


def test_every_extractor_carries_its_preprocessing() -> None:
    extractors = Registry.load().entries("extractor")
    assert {e.name for e in extractors} == {
        "s3d-kinetics400", "efficientnet-lite0-imagenet", "s3d-kitchen",
    }  # fmt: skip
    for entry in extractors:
        assert entry.preprocessing is not None
        assert entry.feature_size
        assert entry.network


def test_s3d_is_told_as_torchvision_tells_it() -> None:
    from torchvision.models.video import S3D_Weights

    weights = S3D_Weights.KINETICS400_V1
    entry = Registry.load().entry("s3d-kinetics400")
    [file] = entry.files
    assert str(file.sources[0]) == weights.url
    assert file.sha256 == weights.url.rsplit("-", 1)[1].removesuffix(".pth")
    transforms = weights.transforms()
    assert entry.preprocessing is not None
    assert entry.preprocessing.resize == tuple(transforms.resize_size)
    assert [entry.preprocessing.crop] * 2 == list(transforms.crop_size)
    assert entry.preprocessing.mean == pytest.approx([255 * m for m in transforms.mean])
    assert entry.preprocessing.std == pytest.approx([255 * s for s in transforms.std])


@pytest.mark.parametrize("name", ["s3d-kitchen", "codebook-kitchen", "videobert-kitchen-small"])
def test_the_kitchens_models_come_with_the_program_whole(name: str) -> None:
    entry = Registry.load().entry(name)
    assert store.status(entry).state == "present"
    assert [check.result for check in store.verify(entry)] == ["good"] * len(entry.files)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(WeightsError) as caught:
        Registry.load().entry("s3d-kinetics")
    assert caught.value.kind == "unknown_model"
    assert "s3d-kinetics400" in caught.value.remedy


def test_a_persons_own_registry_is_laid_over() -> None:
    own = places.fetched_models_dir() / "registry.toml"
    own.parent.mkdir(parents=True)
    own.write_text(
        '[mine]\nkind = "asr"\ntitle = "t"\nlicence = "l"\ngood_for = "g"\n'
        '[[mine.files]]\nname = "model.bin"\nsources = [{ disk = "/elsewhere/model.bin" }]\n'
    )
    names = [entry.name for entry in Registry.load().entries("asr")]
    assert "mine" in names
    assert "whisper-tiny.en" in names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x", "Expected"),
        ('[x]\nkind = "oracle"', "oracle"),
        ('[x]\nkind = "asr"', "title"),
        ('[x]\nkind = "asr"\ntitle=""\nlicence=""\ngood_for=""\nvibes="good"', "vibes"),
        ('[x]\nkind = "asr"\n[[x.files]]\nname = "../../etc/passwd"\nsources=[]', "plain name"),
    ],
)
def test_a_damaged_registry_names_file_and_entry(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "registry.toml"
    path.write_text(text)
    with pytest.raises(WeightsError, match=says) as caught:
        list(read_registry(path))
    assert caught.value.kind == "registry_damaged"
    assert str(path) in caught.value.message


@pytest.mark.weights
def test_the_real_weights_come_whole_out_of_their_wheels(
    efficientnet_weights: Path, whisper_tiny_weights: Path, wordpiece_vocabulary: Path
) -> None:
    for name in ("efficientnet-lite0-imagenet", "whisper-tiny.en", "wordpiece-uncased"):
        checks = store.verify(Registry.load().entry(name))
        assert {check.result for check in checks} == {"good"}, name
    assert {p.name for p in whisper_tiny_weights.iterdir()} >= {
        "model.bin", "config.json", "tokenizer.json", "vocabulary.txt",
    }  # fmt: skip
