from collections.abc import Callable

import numpy as np
import pytest

from tests.small_language import actions_said, actions_seen
from vbert_studio.model.vocabulary import SEP, JointVocabulary
from vbert_studio.training.batches import Batches
from vbert_studio.training.blocks import Blocks, ExamplesError
from vbert_studio.training.examples import Examples, ExampleSettings
from vbert_studio.training.films import TrainingFilm, TrainingPair, TrainingSentence
from vbert_studio.training.masking import Masker

MakeFilms = Callable[..., list[TrainingFilm]]
ONLY_PAIRS = ExampleSettings(text=0.0, video=0.0, slowest=1, concatenated=0.3)


def test_an_example_is_a_function_of_its_number(
    make_films: MakeFilms, vocabulary: JointVocabulary
) -> None:
    one, other = (Examples(make_films(), vocabulary, seed=3) for _ in range(2))
    for number in (0, 5, 1_000_000):
        assert one[number].sequence.ids.tolist() == other[number].sequence.ids.tolist()
    assert one[1].sequence.ids.tolist() != one[2].sequence.ids.tolist()


def test_the_regimes_are_drawn_as_told(make_films: MakeFilms, vocabulary: JointVocabulary) -> None:
    settings = ExampleSettings(text=0.2, video=0.3)
    examples = Examples(make_films(), vocabulary, settings)
    drawn = [examples[k].sequence for k in range(2000)]
    kinds = [(len(row.text) > 0, len(row.video) > 0) for row in drawn]
    assert kinds.count((True, False)) / 2000 == pytest.approx(0.2, abs=0.03)
    assert kinds.count((False, True)) / 2000 == pytest.approx(0.3, abs=0.03)
    first = [row.video[0] < row.text[0] for row in drawn if len(row.text) and len(row.video)]
    assert np.mean(first) == pytest.approx(0.5, abs=0.05)


def test_an_aligned_pair_is_of_one_segment(
    make_films: MakeFilms, vocabulary: JointVocabulary
) -> None:
    examples = Examples(make_films(), vocabulary, ONLY_PAIRS)
    for row, aligned in ((e.sequence, e.aligned) for e in (examples[k] for k in range(500))):
        said = actions_said(row.ids[row.text])
        shown = actions_seen(row.ids[row.video])
        if aligned:
            assert said == shown


@pytest.mark.parametrize("hard", [0.0, 1.0])
def test_a_negative_is_never_a_positive(
    make_films: MakeFilms, vocabulary: JointVocabulary, hard: float
) -> None:
    """Neither the same stretch, nor one where the same is said, nor one that looks the same."""
    films = make_films(count=6, actions=5)
    settings = ExampleSettings(
        text=0.0, video=0.0, slowest=1, hard=hard, misaligned=1.0, concatenated=0.0
    )
    segments = {
        (s.ids.tobytes(), film.tokens[s.first : s.end].tobytes())
        for film in films
        for s in film.sentences
    }
    examples = Examples(films, vocabulary, settings)
    negatives = [e.sequence for e in (examples[k] for k in range(2000)) if e.aligned is False]
    assert len(negatives) > 1500
    for row in negatives:
        pair = row.ids[row.text].tobytes(), row.ids[row.video].tobytes()
        assert pair not in segments
        said = actions_said(row.ids[row.text])
        shown = actions_seen(row.ids[row.video])
        assert not said & shown


def test_where_no_negative_exists_the_pair_stays_a_positive(vocabulary: JointVocabulary) -> None:
    v = vocabulary.first_visual
    only = TrainingFilm(np.array([v, v]), (TrainingSentence(np.array([1000]), 0, 2),))
    settings = ExampleSettings(text=0.0, video=0.0, misaligned=1.0)
    examples = Examples([only], vocabulary, settings)
    assert all(examples[k].aligned is True for k in range(50))


def test_subsampling_keeps_the_order_and_at_least_one_token(vocabulary: JointVocabulary) -> None:
    v = vocabulary.first_visual
    film = TrainingFilm(v + np.arange(40), ())
    examples = Examples([film], vocabulary, ExampleSettings(slowest=5))
    steps = set()
    for k in range(300):
        row = examples[k].sequence
        tokens = row.ids[row.video]
        gaps = set(np.diff(tokens).tolist())
        assert len(tokens)
        assert len(gaps) <= 1
        steps |= gaps
    assert steps == {1, 2, 3, 4, 5}


def test_part_of_the_rows_keep_the_pace_of_the_video(vocabulary: JointVocabulary) -> None:
    film = TrainingFilm(vocabulary.first_visual + np.arange(100), ())
    settings = ExampleSettings(slowest=5, subsampled=0.4)
    examples = Examples([film], vocabulary, settings)
    rows = [examples[k].sequence for k in range(1000)]
    gaps = [np.diff(row.ids[row.video]) for row in rows if len(row.video) > 1]
    as_it_is = np.mean([gap[0] == 1 for gap in gaps])
    # One in five of those that are subsampled gets a step of 1.
    assert as_it_is == pytest.approx(0.6 + 0.4 / 5, abs=0.05)


def test_a_sequence_is_never_too_long(make_films: MakeFilms, vocabulary: JointVocabulary) -> None:
    settings = ExampleSettings(longest=16, concatenated=0.95)
    examples = Examples(make_films(), vocabulary, settings)
    rows = [examples[k].sequence for k in range(500)]
    assert max(map(len, rows)) == 16
    assert all(row.ids[-1] == SEP for row in rows)


def test_nothing_to_learn_from_is_told(vocabulary: JointVocabulary) -> None:
    with pytest.raises(ExamplesError, match="No video has visual tokens"):
        Examples([TrainingFilm(np.empty(0, np.int64), ())], vocabulary)


def test_a_batch_asks_only_what_has_an_answer(
    make_films: MakeFilms, vocabulary: JointVocabulary
) -> None:
    batches = Batches(Examples(make_films(), vocabulary), Masker(vocabulary), 16)
    stream = batches.starting_at(0)
    for given in (next(stream) for _ in range(40)):
        misaligned = given.paired[given.aligned == 0]
        assert not np.isin(given.text.rows, misaligned).any()
        assert not np.isin(given.video.rows, misaligned).any()
        assert (given.text.targets < vocabulary.text_size).all()
        assert vocabulary.is_visual(given.video.targets).all()
        assert (given.text.columns < given.batch.lengths[given.text.rows]).all()


def test_little_is_padded(make_films: MakeFilms, vocabulary: JointVocabulary) -> None:
    batches = Batches(Examples(make_films(), vocabulary), Masker(vocabulary), 16).starting_at(0)
    batch = [next(batches).batch for _ in range(64)]
    real, all_ = sum(b.lengths.sum() for b in batch), sum(b.ids.size for b in batch)
    assert real / all_ > 0.9


def test_batches_resume_at_any_number(make_films: MakeFilms, vocabulary: JointVocabulary) -> None:
    batches = Batches(Examples(make_films(), vocabulary), Masker(vocabulary), 4)
    undisturbed = batches.starting_at(0)
    wanted = [next(undisturbed) for _ in range(70)]
    for number in (0, 1, 31, 32, 33, 69):
        again = next(batches.starting_at(number))
        assert (again.batch.ids == wanted[number].batch.ids).all()
        assert (again.video.targets == wanted[number].video.targets).all()


class Reading:
    """Films that count how often they are read."""

    def __init__(self, films: list[TrainingFilm]) -> None:
        self.films = films
        self.read: list[int] = []

    def __len__(self) -> int:
        return len(self.films)

    def __getitem__(self, index: int) -> TrainingFilm:
        self.read.append(index)
        return self.films[index]


def test_many_films_are_read_a_block_at_a_time_and_all_of_them(make_films: MakeFilms) -> None:
    films = Reading(make_films(count=30))
    blocks = Blocks(films, seed=1, size=8, examples=10)
    for example in range(40):
        assert 6 <= len(blocks.of(example).films) <= 8
    assert sorted(films.read) == list(range(30))
    first = films.read[:8]
    for example in range(40, 80):
        blocks.of(example)
    assert sorted(films.read[30:]) == list(range(30))
    assert films.read[30:38] != first, "another order every time"
    again = Reading(films.films)
    Blocks(again, seed=1, size=8, examples=10).of(45)
    assert again.read == films.read[30:38], "a block needs none of those before it"


def test_few_films_are_read_once(make_films: MakeFilms, vocabulary: JointVocabulary) -> None:
    films = Reading(make_films(count=5))
    examples = Examples(films, vocabulary)
    for number in (0, 1, 100_000):
        examples[number]
    assert films.read == [0, 1, 2, 3, 4]


def test_every_sentence_of_a_block_has_its_place(make_films: MakeFilms) -> None:
    silent = TrainingFilm(np.array([1300]), ())
    block = Blocks([silent, *make_films(count=3), silent, *make_films(count=1)]).of(0)
    places = [block.place_of(k) for k in range(block.sentences)]
    wanted = [(f, s) for f, film in enumerate(block.films) for s in range(len(film.sentences))]
    assert places == wanted


def test_judged_pairs_are_drawn_as_they_were_judged(
    make_films: MakeFilms, vocabulary: JointVocabulary
) -> None:
    v = vocabulary.first_visual
    yes = TrainingPair(np.array([1100, 1101]), np.array([v, v]), aligned=True)
    no = TrainingPair(np.array([1102, 1101]), np.array([v, v]), aligned=False)
    settings = ExampleSettings(text=0.0, video=0.0, judged=0.5)
    examples = Examples(make_films(), vocabulary, settings, pairs=[yes, no])
    drawn = [examples[k] for k in range(1000)]
    judged = {1100: [], 1102: []}
    for example in drawn:
        first = int(example.sequence.ids[example.sequence.text][0])
        if first in judged:
            judged[first].append(example.aligned)
    assert set(judged[1100]) == {True}
    assert set(judged[1102]) == {False}
    assert sum(map(len, judged.values())) / 1000 == pytest.approx(0.5, abs=0.05)
