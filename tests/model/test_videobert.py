import torch

from vbert_studio.model.sequence import Order, Sequence, build_sequence, collate
from vbert_studio.model.videobert import Inputs, VideoBert


def sequences(model: VideoBert) -> list[Sequence]:
    v = model.vocabulary.first_visual
    long = build_sequence(model.vocabulary, range(1000, 1010), range(v, v + 12))
    short = build_sequence(model.vocabulary, [1000, 1001], [v], Order.VIDEO_FIRST)
    return [long, short]


@torch.no_grad()
def test_a_row_does_not_depend_on_its_padding(model: VideoBert) -> None:
    long, short = sequences(model)
    alone = model.hidden(Inputs.of(collate([short])))
    together = model.hidden(Inputs.of(collate([long, short])))
    torch.testing.assert_close(together[1, : len(short)], alone[0], atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_each_head_answers_in_its_own_modality(model: VideoBert) -> None:
    states = model.hidden(Inputs.of(collate(sequences(model))))
    at = states[0, [1, 2]]
    assert model.text_logits(at).shape == (2, 1200)
    assert model.visual_logits(at).shape == (2, 40)
    assert model.alignment_logits(states).shape == (2,)


@torch.no_grad()
def test_the_heads_are_tied_to_the_rows_of_their_modality(model: VideoBert) -> None:
    states = torch.randn(3, model.shape.hidden)
    words, visual = model.text_logits(states), model.visual_logits(states)
    model.table[model.vocabulary.first_visual :] *= 2.0
    assert torch.equal(model.text_logits(states), words)
    assert not torch.allclose(model.visual_logits(states), visual)


@torch.no_grad()
def test_the_segment_matters(model: VideoBert) -> None:
    batch = collate(sequences(model)[:1])
    seen = model.hidden(Inputs.of(batch))
    batch.segments[:] = 0
    assert not torch.allclose(model.hidden(Inputs.of(batch)), seen)


def test_a_gradient_reaches_every_weight(model: VideoBert) -> None:
    states = model.hidden(Inputs.of(collate(sequences(model))))
    loss = model.text_logits(states[0, 1:3]).logsumexp(-1).sum()
    loss = loss + model.visual_logits(states[0, 12:14]).logsumexp(-1).sum()
    (loss + model.alignment_logits(states).sum()).backward()
    without = [name for name, weight in model.named_parameters() if weight.grad is None]
    assert without == []
