import numpy as np
import pytest
import torch

from vbert_studio.model.sequence import build_sequence, collate
from vbert_studio.model.videobert import Answers, Inputs, Places, VideoBert


def _asked(model: VideoBert) -> tuple[Inputs, Places, Places]:
    first = model.vocabulary.first_visual
    batch = collate(
        build_sequence(model.vocabulary, np.arange(1010, 1013 + k), first + np.arange(2 + k))
        for k in range(6)
    )
    rows, columns = torch.arange(6), torch.full((6,), 2)
    return Inputs.of(batch), Places(rows, columns), Places(rows, columns + 5)


def _plain(model: VideoBert, inputs: Inputs, text: Places, video: Places) -> Answers:
    states = model.hidden(inputs)
    return Answers(
        model.text_logits(states[text.rows, text.columns]),
        model.visual_logits(states[video.rows, video.columns]),
        model.alignment_logits(states),
    )


@pytest.mark.parametrize("nothing_seen", [False, True])
def test_the_table_learns_as_if_each_use_had_a_gradient_of_its_own(
    model: VideoBert, nothing_seen: bool
) -> None:
    inputs, text, video = _asked(model)
    if nothing_seen:
        video = Places(torch.empty(0, dtype=torch.int64), torch.empty(0, dtype=torch.int64))
    grads = []
    for ask in (_plain, lambda model, *asked: model(*asked)):
        model.zero_grad()
        answers = ask(model, inputs, text, video)
        total = answers.text.square().sum() + answers.video.square().sum()
        (total + answers.alignment.square().sum()).backward()
        assert model.table.grad is not None
        grads.append(model.table.grad.clone())
    # Padding is never looked at, so that its own embedding makes no difference to anything.
    torch.testing.assert_close(grads[1], grads[0], rtol=1e-4, atol=1e-6)
    assert bool(grads[0].any())
