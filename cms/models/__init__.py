from cms.models.courses import CoursePage, CoursesPage, TrackPage
from cms.models.home import HomePage
from cms.models.lecturers import LecturerPage, LecturersPage
from cms.models.lessons import LessonPage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.recordings import Recording
from cms.models.standards import StandardPage, StandardsIndexPage

__all__ = [
    "CoursePage",
    "CoursesPage",
    "HomePage",
    "LecturerPage",
    "LecturersPage",
    "LessonPage",
    "NewsIndexPage",
    "NewsPage",
    "Recording",
    "StandardPage",
    "StandardsIndexPage",
    "TrackPage",
]
