"""The videos that a table speaks of: by what is in them, by their path, or by their name."""

from __future__ import annotations

from vbert_studio.jobs.rows import Row
from vbert_studio.project import Project


class NamedVideos:
    """Finds a row's video by its ``fingerprint``, else by ``video``, a path or a file's name."""

    def __init__(self, project: Project) -> None:
        self._by_print: dict[str, int] = {}
        self._by_path: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        for video in project.videos.all():
            self._by_print[video.fingerprint] = video.id
            self._by_path[str(video.path)] = video.id
            self._by_name.setdefault(video.path.name, []).append(video.id)

    def known(self, row: Row) -> int | None:
        """The id of the row's video; None where the project has none, or several of that name."""
        video = row.text("video") or ""
        found = self._by_print.get(row.text("fingerprint") or "") or self._by_path.get(video)
        named = self._by_name.get(_name(video), [])
        return named[0] if found is None and len(named) == 1 else found

    def find(self, row: Row) -> int:
        """The id of the row's video.

        Raises:
            ProjectError: kind ``no_such_video``.
        """
        found = self.known(row)
        if found is not None:
            return found
        video = row.text("video")
        if video is None:
            raise row.fault("it names no video")
        if _name(video) in self._by_name:
            raise row.fault(
                f"several videos of the project are called {_name(video)}",
                "no_such_video",
                remedy="Write the whole path of the one that is meant.",
            )
        raise row.fault(
            f"{video} is not in the project",
            "no_such_video",
            remedy="Add that video first, or take what is said of it out of the file.",
        )


def _name(video: str) -> str:
    """The name of a file whose path another system may have written."""
    return video.replace("\\", "/").rpartition("/")[2]
