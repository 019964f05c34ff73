"""The tables of `project.db`, as named migrations, each applied in a transaction of its own.

Everything derived names what made it: features their extractor, tokens their codebook, sentences
their transcript and with it its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

# "VbSt" in ASCII: `file project.db` and other tools can tell a project from any other database.
APPLICATION_ID = 0x56625374


class ProjectMigrations(Migrations):
    """Kept in a table with a plain name, which Datasette shows."""

    migrations_table = "migrations"


migrations = ProjectMigrations("vbert-studio")

_VIDEOS = """
CREATE TABLE videos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    relative_path TEXT,
    fingerprint TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    duration_s REAL NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    has_sound INTEGER NOT NULL CHECK (has_sound IN (0, 1)),
    added_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE TABLE frame_times (
    video_id INTEGER PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE peaks (
    video_id INTEGER PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE clips (
    video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    clip INTEGER NOT NULL,
    start_s REAL NOT NULL,
    end_s REAL NOT NULL,
    partial INTEGER NOT NULL CHECK (partial IN (0, 1)),
    PRIMARY KEY (video_id, clip)
) STRICT, WITHOUT ROWID;
CREATE TABLE problems (
    video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    job TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (video_id, job)
) STRICT;
"""

_VISUAL = """
CREATE TABLE features (
    video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    extractor TEXT NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    dim INTEGER NOT NULL CHECK (dim > 0),
    data BLOB NOT NULL CHECK (length(data) = count * dim * 2),
    engine TEXT NOT NULL,
    PRIMARY KEY (video_id, extractor, first)
) STRICT;
CREATE TABLE codebooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    extractor TEXT NOT NULL,
    folder TEXT NOT NULL,
    levels INTEGER NOT NULL,
    branching INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    fitted_on INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX one_current_codebook ON codebooks (is_current) WHERE is_current = 1;
CREATE TABLE leaves (
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id) ON DELETE CASCADE,
    leaf INTEGER NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (codebook_id, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE tokens (
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id) ON DELETE CASCADE,
    video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    clip INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    PRIMARY KEY (codebook_id, video_id, clip)
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_leaf ON tokens (codebook_id, leaf);
CREATE TABLE exemplars (
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id) ON DELETE CASCADE,
    leaf INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    clip INTEGER NOT NULL,
    distance REAL NOT NULL,
    PRIMARY KEY (codebook_id, leaf, rank)
) STRICT, WITHOUT ROWID;
"""

# Sentences and words are never deleted by a cascade: an edit has to record each row it takes away.
_LANGUAGE = """
CREATE TABLE transcripts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id INTEGER NOT NULL REFERENCES videos (id),
    source TEXT NOT NULL,
    language TEXT,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    made_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_current_transcript ON transcripts (video_id) WHERE is_current = 1;
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    transcript_id INTEGER NOT NULL REFERENCES transcripts (id),
    start_s REAL NOT NULL,
    end_s REAL NOT NULL CHECK (end_s >= start_s),
    text TEXT NOT NULL
) STRICT;
CREATE INDEX sentences_in_order ON sentences (transcript_id, start_s, id);
CREATE TABLE words (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sentence_id INTEGER NOT NULL REFERENCES sentences (id),
    position INTEGER NOT NULL,
    start_s REAL NOT NULL,
    end_s REAL NOT NULL,
    text TEXT NOT NULL,
    probability REAL,
    interpolated INTEGER NOT NULL CHECK (interpolated IN (0, 1))
) STRICT;
CREATE INDEX words_in_order ON words (sentence_id, position);
"""

# Datasette and sqlite-utils know the search of a table by content="..." written just so.
_SEARCH = (
    """CREATE VIRTUAL TABLE sentences_fts USING fts5 (
        text, content="sentences", content_rowid="id",
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER sentences_fts_insert AFTER INSERT ON sentences BEGIN
        INSERT INTO sentences_fts (rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER sentences_fts_delete AFTER DELETE ON sentences BEGIN
        INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
    """CREATE TRIGGER sentences_fts_update AFTER UPDATE OF text ON sentences BEGIN
        INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO sentences_fts (rowid, text) VALUES (new.id, new.text);
    END""",
)

_EDITING = """
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT,
    at REAL NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    videos TEXT NOT NULL,
    changes TEXT NOT NULL
) STRICT;
"""

_TRAINING = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'stopped', 'failed'))
) STRICT;
CREATE TABLE run_metrics (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    name TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (run_id, step, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id),
    base TEXT NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    made_at TEXT NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX one_current_checkpoint ON checkpoints (is_current) WHERE is_current = 1;
"""


# The sentence is no foreign key: a pair outlives the one it was made from.
_PAIRS = """
CREATE TABLE pairs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id INTEGER NOT NULL REFERENCES videos (id),
    start_s REAL NOT NULL,
    end_s REAL NOT NULL CHECK (end_s > start_s),
    sentence_id INTEGER,
    text TEXT NOT NULL,
    judgement TEXT NOT NULL CHECK (judgement IN ('none', 'aligned', 'not aligned', 'unsure')),
    note TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('sentence', 'stretch', 'import')),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX pairs_by_place ON pairs (video_id, start_s, id);
CREATE INDEX pairs_by_judgement ON pairs (judgement)
"""
_PAIR_SEARCH = (
    """CREATE VIRTUAL TABLE pairs_fts USING fts5 (
        text, note, content="pairs", content_rowid="id",
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER pairs_fts_insert AFTER INSERT ON pairs BEGIN
        INSERT INTO pairs_fts (rowid, text, note) VALUES (new.id, new.text, new.note);
    END""",
    """CREATE TRIGGER pairs_fts_delete AFTER DELETE ON pairs BEGIN
        INSERT INTO pairs_fts (pairs_fts, rowid, text, note)
        VALUES ('delete', old.id, old.text, old.note);
    END""",
    """CREATE TRIGGER pairs_fts_update AFTER UPDATE OF text, note ON pairs BEGIN
        INSERT INTO pairs_fts (pairs_fts, rowid, text, note)
        VALUES ('delete', old.id, old.text, old.note);
        INSERT INTO pairs_fts (rowid, text, note) VALUES (new.id, new.text, new.note);
    END""",
)


def _run(db: Database, script: str) -> None:
    """Statement by statement: `executescript` would end the migration's transaction."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def first_light(db: Database) -> None:
    """Videos, visual words, transcripts, settings and undo records."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for script in (_VIDEOS, _VISUAL, _LANGUAGE, _EDITING):
        _run(db, script)
    for statement in _SEARCH:
        db.execute(statement)


@migrations()
def training(db: Database) -> None:
    """Runs of training with their metrics, and the models that came out of them."""
    _run(db, _TRAINING)


_WORD_NAMES = """
CREATE TABLE word_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    codebook_id INTEGER NOT NULL REFERENCES codebooks (id) ON DELETE CASCADE,
    leaf INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (codebook_id, leaf)
) STRICT;
"""


@migrations()
def word_names(db: Database) -> None:
    """What a person calls visual words; other words of other codebooks."""
    _run(db, _WORD_NAMES)


@migrations()
def pairs(db: Database) -> None:
    """Sentences beside stretches of video, with what a person says about them."""
    _run(db, _PAIRS)
    for statement in _PAIR_SEARCH:
        db.execute(statement)


_ANNOTATIONS = """
CREATE TABLE annotations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id INTEGER NOT NULL REFERENCES videos (id),
    kind TEXT NOT NULL CHECK (kind IN ('step', 'description')),
    start_s REAL NOT NULL,
    end_s REAL NOT NULL CHECK (end_s > start_s),
    text TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('person', 'model', 'import')),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX annotations_by_place ON annotations (video_id, start_s, id)
"""


@migrations(name="annotations")
def steps_and_descriptions(db: Database) -> None:
    """Steps that a person named, and stretches that a person described."""
    _run(db, _ANNOTATIONS)
