"""Giving back the space of what was removed."""

from __future__ import annotations

from vbert_studio.project.faults import said_as_project_errors
from vbert_studio.project.store import Store
from vbert_studio.project.transcripts import drop_transcript


def compact(store: Store) -> None:
    """Delete removed videos, and with them the undo history, whose records may need them."""
    with store.write() as db:
        removed = [id_ for (id_,) in store.rows("SELECT id FROM videos WHERE removed_at NOT NULL")]
        if removed:
            db.execute("DELETE FROM operations")
        for video_id in removed:
            sql = "SELECT id FROM transcripts WHERE video_id = ?"
            for (transcript_id,) in store.rows(sql, [video_id]):
                drop_transcript(db, transcript_id)
            for table in ("pairs", "annotations"):
                db.execute(f"DELETE FROM {table} WHERE video_id = ?", [video_id])
            db.execute("DELETE FROM videos WHERE id = ?", [video_id])
    with said_as_project_errors(store.path):
        store.db.execute("VACUUM")
        store.db.execute("PRAGMA wal_checkpoint (TRUNCATE)")
