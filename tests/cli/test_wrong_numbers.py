"""A number that means nothing is a wrong command line, before anything is opened or begun."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Studio

TWENTY_DIGITS = 10**19

WRONG = [
    ("codebook train P --seed -1", "-1 is too small: it may be 0 to 4294967295."),
    ("codebook train P --sample 0", "0 is too small: it may be 1 or more."),
    ("codebook train P --sample -5", "-5 is too small"),
    ("codebook train P --levels 0", "0 is too small: it may be 1 to 31."),
    ("codebook train P --branching 37", "37 is too large: it may be at most 36."),
    ("forecast P 1 --seed -1", "-1 is too small"),
    ("forecast P 1 --step 6", "6 is too large: it may be at most 5."),
    ("forecast P 1 --temperature nan", "This is no number: it may be above 0."),
    ("forecast P 1 --temperature 0", "0.0 is too small: it may be above 0."),
    ("forecast P 1 --temperature inf", "inf is too large"),
    (f"forecast P {TWENTY_DIGITS}", f"{TWENTY_DIGITS} is too large"),
    ("generate P text --seed -1", "-1 is too small"),
    ("generate P text --alternatives -1", "-1 is too small: it may be 0 or more."),
    ("kitchen make K --seed -1", "-1 is too small"),
    ("kitchen make K --videos -2", "-2 is too small: it may be 1 to 99999."),
    ("kitchen make K --width 0", "0 is too small: it may be 2 to 4096."),
    ("kitchen build K --effort nan", "This is no number"),
    ("evaluate --seed -1", "-1 is too small"),
    ("align P 1 --band -1", "-1 is too small: it may be 0 or more."),
    ("align P 1 --farthest -2", "-2 is too small: it may be 0 to 1000."),
    ("cloze P 1 --count 0", "0 is too small: it may be 1 or more."),
    ("cloze P 1 --mask 3 --mask nan", "This is no number"),
    ("action P 1 --count -1", "-1 is too small"),
    ("surprise P 1 --context -1", "-1 is too small"),
    ("pairs list P --limit -5", "-5 is too small: it may be 0 or more."),
    (f"pairs export P --video {TWENTY_DIGITS}", "is too large"),
    (f"annotations add P {TWENTY_DIGITS} stir --start 0 --end 1", "is too large"),
    ("annotations add P 1 stir --start -1 --end 1", "-1.0 is too small"),
    (f"export P tokens --video 1 --video {TWENTY_DIGITS}", "is too large"),
    ("fine-tune P --held-out 1", "1.0 is too large: it may be below 1."),
    ("pretrain P --mask -inf", "-inf is too small: it may be 0 to 1."),
    (f"runs keep P {TWENTY_DIGITS}", "is too large"),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_number_is_a_wrong_command_line(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = studio(*line.split())
    assert ran.status == 2
    # The border of the box stands between the words of a message of two lines.
    assert said in " ".join(ran.err.replace("│", " ").split())
    assert not Path("K").exists()


def test_the_help_says_which_numbers_there_are(studio: Studio) -> None:
    told = " ".join(studio("align", "-h").out.replace("│", " ").split())
    assert "[0 to 1000]" in told
    assert "[0 or more]" in told


@pytest.mark.usefixtures("one_thread", "wordpiece_vocabulary")
@pytest.mark.parametrize(
    "line",
    [
        f"cloze P 1 --mask 9 --count {10**15}",
        f"action P 1 --end 3 --count {10**15}",
        f"generate P cut --alternatives {10**15}",
        "forecast P 1 --count 1000 --length 2",
        f"align P 1 --band {10**15} --farthest 1000",
        f"attention P 1 --end 4 --head {10**15}",
        f"surprise P 1 --context {10**15}",
        f"embed P 1 --start {10**15}",
        f"runs keep P {2**63 - 1}",
    ],
)
def test_a_number_far_above_what_there_is_is_no_bug(
    studio: Studio, small_project: Path, line: str
) -> None:
    typed = [small_project if word == "P" else word for word in line.split()]
    assert studio(*typed).status in (0, 1)
