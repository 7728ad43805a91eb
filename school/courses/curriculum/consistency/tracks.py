"""What the list of tracks must satisfy."""

from school.courses.curriculum.consistency.identity import check_unique
from school.courses.curriculum.problems import Report
from school.courses.curriculum.tracks import Tracks


def check_tracks(tracks: Tracks, report: Report) -> None:
    check_unique(tracks.tracks, report, key="code")
    first: dict[str, str] = {}
    for track in tracks.tracks:
        for index, course in enumerate(track.courses):
            if course in first:
                report.add(
                    track.at("courses", index),
                    "in_two_tracks",
                    course=course,
                    track=first[course],
                )
            first.setdefault(course, track.code)
