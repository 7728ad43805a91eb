from school.lib.personal import NotHers, Told

PAGE: Told = NotHers("a page of the site, and which colleague wrote it")
HELD: dict[str, Told] = {
    "cms.CoursesPage": PAGE,
    "cms.TrackPage": PAGE,
    "cms.CoursePage": PAGE,
    "cms.NewsIndexPage": PAGE,
    "cms.NewsPage": PAGE,
    "cms.HomePage": PAGE,
    "cms.LecturersPage": PAGE,
    "cms.LecturerPage": PAGE,
    "cms.LessonPage": PAGE,
    "cms.StandardsIndexPage": PAGE,
    "cms.StandardPage": PAGE,
    "cms.Recording": PAGE,
}
