"""The edits a person can make: frozen dataclasses for `Project.edit`."""

from vbert_studio.project.operations.annotations import (
    AddAnnotations,
    DeleteAnnotations,
    NewAnnotation,
    SetAnnotationText,
    SetAnnotationTimes,
)
from vbert_studio.project.operations.naming import NameWord
from vbert_studio.project.operations.pairs import (
    DeletePairs,
    JudgePairs,
    MakePairs,
    NewPair,
    SetPairNote,
    SetPairText,
    SetPairTimes,
)
from vbert_studio.project.operations.sentences import (
    DeleteSentences,
    MergeSentences,
    SetSentenceText,
    SetSentenceTimes,
    SplitSentence,
)
from vbert_studio.project.operations.transcripts import (
    ChooseTranscript,
    ImportTranscript,
    ShiftTranscript,
)
from vbert_studio.project.operations.videos import AddVideos, RelinkVideo, RemoveVideos

__all__ = [
    "AddAnnotations",
    "AddVideos",
    "ChooseTranscript",
    "DeleteAnnotations",
    "DeletePairs",
    "DeleteSentences",
    "ImportTranscript",
    "JudgePairs",
    "MakePairs",
    "MergeSentences",
    "NameWord",
    "NewAnnotation",
    "NewPair",
    "RelinkVideo",
    "RemoveVideos",
    "SetAnnotationText",
    "SetAnnotationTimes",
    "SetPairNote",
    "SetPairText",
    "SetPairTimes",
    "SetSentenceText",
    "SetSentenceTimes",
    "ShiftTranscript",
    "SplitSentence",
]
