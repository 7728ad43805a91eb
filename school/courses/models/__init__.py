from school.courses.costs.models import CostClosing, CostLine
from school.courses.models.cohort import Cohort, Duty, Venue
from school.courses.models.course import Course, Edition, Instructor, Track
from school.courses.models.feed import Feed
from school.courses.models.session import Session
from school.courses.models.station import CriticalFail, Item, Station
from school.courses.models.syllabus import Evening, Lesson, Module, Standard

__all__ = [
    "Cohort",
    "CostClosing",
    "CostLine",
    "Course",
    "CriticalFail",
    "Duty",
    "Edition",
    "Evening",
    "Feed",
    "Instructor",
    "Item",
    "Lesson",
    "Module",
    "Session",
    "Standard",
    "Station",
    "Track",
    "Venue",
]
