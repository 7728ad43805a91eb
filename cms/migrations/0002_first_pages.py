"""The school's own first page and its four lists stand where Wagtail's welcome page stood."""

from django.db import migrations

HOME = ("homepage", "home", "赋能夜校", "Empowerment Night School")
LISTS = [
    ("coursespage", "courses", "课程", "Courses"),
    ("standardsindexpage", "standards", "服务标准二十条", "The twenty service standards"),
    ("lecturerspage", "lecturers", "讲师", "Lecturers"),
    ("newsindexpage", "news", "学校新闻", "School news"),
]


def _make(apps, kind, *, under, step, slug, title, title_en):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="cms", model=kind
    )
    return apps.get_model("cms", kind).objects.create(
        content_type=content_type,
        path=f"{under.path}{step:04d}",
        depth=under.depth + 1,
        numchild=0,
        url_path=f"{under.url_path}{slug}/",
        slug=slug,
        title=title,
        draft_title=title,
        title_en=title_en,
        live=True,
        locale=apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first(),
    )


def open_school(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    root = page.objects.get(depth=1)
    welcome = page.objects.filter(depth=2).order_by("path")
    step = max((int(one.path[-4:], 36) for one in welcome), default=0) + 1
    kind, slug, title, title_en = HOME
    home = _make(apps, kind, under=root, step=step, slug=slug, title=title, title_en=title_en)
    for number, (kind, slug, title, title_en) in enumerate(LISTS, start=1):
        _make(apps, kind, under=home, step=number, slug=slug, title=title, title_en=title_en)
    apps.get_model("wagtailcore", "Site").objects.update(
        root_page=home, site_name=home.title
    )
    welcome.filter(numchild=0, content_type__model="page").delete()
    page.objects.filter(pk=home.pk).update(numchild=len(LISTS))
    page.objects.filter(pk=root.pk).update(numchild=page.objects.filter(depth=2).count())


def close_school(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    root = page.objects.get(depth=1)
    homes = page.objects.filter(content_type__app_label="cms", content_type__model="homepage")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    steps = [int(path[-4:], 36) for path in page.objects.filter(depth=2).values_list("path", flat=True)]
    welcome = page.objects.create(
        content_type=content_type,
        path=f"{root.path}{max(steps, default=0) + 1:04d}",
        depth=2,
        numchild=0,
        url_path="/home/",
        slug="home",
        title="Welcome to your new Wagtail site!",
        draft_title="Welcome to your new Wagtail site!",
        live=True,
        locale=apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first(),
    )
    apps.get_model("wagtailcore", "Site").objects.update(root_page=welcome, site_name="")
    for path in homes.values_list("path", flat=True):
        page.objects.filter(path__startswith=path).delete()
    page.objects.filter(pk=root.pk).update(numchild=page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(open_school, close_school)]
