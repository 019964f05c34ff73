"""What rooms below the window say, errors and names of edits, is German in a German window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from tests.project.made import new_video
from vbert_studio.errors import ProjectError, StudioError
from vbert_studio.jobs.pairs import import_pairs
from vbert_studio.media.probe import probe
from vbert_studio.model.taught import Taught, what_it_cannot_know
from vbert_studio.project import Project
from vbert_studio.project.operations import (
    AddVideos,
    JudgePairs,
    MakePairs,
    NameWord,
    NewPair,
    SetPairText,
    ShiftTranscript,
)
from vbert_studio.project.pairs import Judgement
from vbert_studio.ui.history.steps import read_steps
from vbert_studio.ui.jobs.job import Job, Order
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.translation import install_language, told, told_error, tr
from vbert_studio.ui.translation.catalogue import Catalogue
from vbert_studio.ui.translation.language import shapes, use_catalogue
from vbert_studio.ui.translation.messages import from_below
from vbert_studio.ui.translation.templates import templates_in


@pytest.fixture
def german() -> Iterator[None]:
    install_language("de")
    yield
    install_language("en")


def caught(folder: Path) -> StudioError:
    with pytest.raises(ProjectError) as raised:
        Project.open(folder)
    return raised.value


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("film.mp4,0,x,Stir", "Zeile 2: „x“ in end_s ist keine Zahl."),
        ("film.mp4,2,1,Stir", "Zeile 2: Nichts kann von 2,000 s bis 1,000 s dauern."),
        ("film.mp4,0,1", "Zeile 2: der Text fehlt."),
        ("other.mp4,0,1,Stir", "Zeile 2: other.mp4 ist nicht im Projekt."),
    ],
)
def test_why_a_row_cannot_be_taken(german: None, tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(f"video,start_s,end_s,text\n{line}\n", encoding="utf-8")
    with Project.create(tmp_path / "project") as project:
        project.edit(AddVideos((new_video(tmp_path / "film.mp4"),)))
        with pytest.raises(ProjectError) as raised:
            import_pairs(project, file)
    error = told_error(raised.value)
    assert error.message == f"{file}, {told}"
    assert error.remedy.startswith(("Berichtigen Sie", "Fügen Sie zuerst"))


def test_templates_are_read_from_the_sources() -> None:
    source = """
_REMEDIES = {"a": "Try {{this}}.", "b": "Try that."}
def fail(path, count, kind):
    what = f"“{path.name}”" if count == 1 else f"{count:,} files"
    raise MediaError(kind, f"{what} cannot be read ({path})." , remedy=_REMEDIES[kind])
class Add:
    @property
    def name(self):
        return "Add " + ("one" if self.one else f"{len(self.many)} of them")
def bug():
    raise BugError("nobody reads this")
def missing(project, name):
    raise ProjectError("none", f"Run `{command_line('codebook', 'use', project.folder, name)}`.")
    other("nor this", remedy="nor that")
"""
    assert list(templates_in(source)) == [
        "“{path_name}” cannot be read ({path}).",
        "{count} files cannot be read ({path}).",
        "Try {{{{this}}}}.",
        "Try that.",
        "Add one",
        "Add {many} of them",
        "Run `vbert-studio codebook use {project_folder} {name}`.",
    ]


def test_every_template_is_recognised_as_itself(german: None) -> None:
    assert set(from_below()) <= shapes()
    for template in from_below():
        names = dict.fromkeys(re.findall(r"(?<!\{)\{(\w+)\}", template))
        values = {name: f"<{n}>" for n, name in enumerate(names)}
        english = template.format(**values)
        assert told(english) == tr(template, **values) if values else tr(template), template


def test_real_errors_are_told(german: None, tmp_path: Path, films: list[Path]) -> None:
    error = told_error(caught(tmp_path))
    assert error.message == f"In {tmp_path} ist kein Projekt."
    assert error.remedy == f"Legen Sie eins an mit `vbert-studio new {tmp_path}`."
    assert str(error) == f"{error.message} {error.remedy}"
    (tmp_path / "film.mp4").write_text("no film at all, only words")
    with pytest.raises(StudioError) as raised:
        probe(tmp_path / "film.mp4")
    assert told_error(raised.value).message.startswith("film.mp4 ist kein Video")
    assert told("film.mp4 is not a video: there is no decoder for it.") == (
        "film.mp4 ist kein Video: es gibt keinen Decoder dafür."
    )
    assert told("Nobody ever wrote this: 3.") == "Nobody ever wrote this: 3."


TAUGHT = Taught(9, 1200, 30.5, 300, 4000, pieces_seen=2120, visual_seen=30)
GOOD = {"video_top1": 0.4, "video_common": 0.1, "text_top1": 0.2, "text_common": 0.2}
ALONE = replace(TAUGHT, films=1, sentences=1)


@pytest.mark.parametrize("base", ["", "minilm-l6"])
@pytest.mark.parametrize(
    "taught", [TAUGHT, ALONE, replace(TAUGHT, out_of=50, held_out=GOOD | {"alignment_auc": 0.7})]
)
def test_what_a_model_cannot_know_is_told(taught: Taught, base: str, german: None) -> None:
    said = what_it_cannot_know(taught, text_size=30_522, visual_size=50, base=base)
    for line in said:
        assert told(line) != line
        for word in ("taught", "Taught", "clips", "sentence", "words", "guess", "videos"):
            assert word not in told(line)
        assert not re.search(r"\d%", told(line))
    assert told(said[0]).startswith("Gelernt aus 30,5 Minuten Video (1.200 Clips in ")
    assert told(said[1]).startswith("2.120 Wortstücke wurden darin gesagt, 28.402 nie")


def test_numbers_look_as_the_language_has_them(german: None) -> None:
    assert told("Move a pair to 3.20–1,004.50 s") == "Ein Paar auf 3,20–1.004,50 s verschieben"
    assert told("Name a visual word “3.5”") == "Ein visuelles Wort „3.5“ nennen"
    line = "Teach at step {step}: `vbert-studio pretrain --steps {step}`."
    forms = ("Lernen bei Schritt {step}: `vbert-studio pretrain --steps {step}`.",)
    use_catalogue(Catalogue({line: forms}, shapes=frozenset({line})))
    assert told(line.format(step="2.5")) == forms[0].format(step="2.5")


def test_names_of_edits_are_told_though_they_are_stored_in_english(
    project_folder: Path, german: None
) -> None:
    with Project.open(project_folder) as project:
        project.edit(MakePairs((NewPair(1, 0.0, 1.0, "not aligned"),), "stretch"))
        project.edit(JudgePairs((1,), Judgement.NOT_ALIGNED, "Crack the egg"))
        project.edit(SetPairText(1, "Aufschlagen"))
        project.edit(ShiftTranscript(1, 2.5))
        assert project.history()[-1].name == "Shift the transcript 2.50 s later"
        assert [step.name for step in read_steps(project)][1:] == [
            "2 Videos hinzufügen",
            "Ein Paar aus „not aligned“ machen",
            "Als nicht passend beurteilen: „Crack the egg“",
            "Den Text eines Paars ändern in „Aufschlagen“",
            "Das Transkript 2,50 s später legen",
        ]
    assert NameWord(1, 3, "egg").name == "Name a visual word “egg”"


def test_the_session_and_the_jobs_tell_what_went_wrong(
    qapp: QCoreApplication, tmp_path: Path, german: None, qtbot: QtBot
) -> None:
    session = ProjectSession()
    with qtbot.waitSignal(session.failed, timeout=LONG_MS) as failed:
        session.open(tmp_path / "nothing")
    assert "ist kein Projekt" in failed.args[0].message
    session.shut_down()
    job = Job(Order("Show", ("show", str(tmp_path)), "a"))
    with qtbot.waitSignal(job.ended, timeout=LONG_MS):
        job.start()
    assert job.error is not None
    assert "ist kein Projekt" in job.error.message


def test_a_reason_keeps_its_end(german: None) -> None:
    known = "The window could not be drawn."
    use_catalogue(Catalogue({known: ("Kein Bild.",)}, shapes=frozenset({known})))
    assert told("The window could not be drawn: no screen.") == "Kein Bild: no screen."
    assert told("The window could not be drawn: no screen") == "Kein Bild: no screen"


def test_english_stays_as_it_is() -> None:
    assert told("There is no project in /x.") == "There is no project in /x."
    error = StudioError("kind", "There is no project in /x.")
    assert told_error(error) is error
