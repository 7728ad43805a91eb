import django.db.models.deletion
import school.lib.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "code",
                    models.CharField(max_length=4, unique=True, verbose_name="code"),
                ),
                ("slug", models.SlugField(unique=True)),
                (
                    "title_zh",
                    models.CharField(max_length=60, verbose_name="Chinese title"),
                ),
                (
                    "title_en",
                    models.CharField(max_length=120, verbose_name="English title"),
                ),
            ],
            options={
                "verbose_name": "course",
                "verbose_name_plural": "courses",
                "ordering": ["track__position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("phase", models.CharField(max_length=12)),
                ("phase_zh", models.CharField(max_length=40)),
                ("phase_en", models.CharField(max_length=80)),
                ("title_zh", models.CharField(max_length=60)),
                ("title_en", models.CharField(max_length=120)),
                ("requirement_zh", models.TextField()),
                ("requirement_en", models.TextField()),
                ("checks", models.JSONField(default=list)),
                ("red_line", models.BooleanField(default=False)),
                ("breach_rule", models.CharField(blank=True, max_length=4)),
            ],
            options={
                "verbose_name": "service standard",
                "verbose_name_plural": "service standards",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "title_zh",
                    models.CharField(max_length=60, verbose_name="Chinese title"),
                ),
                (
                    "title_en",
                    models.CharField(max_length=120, verbose_name="English title"),
                ),
                ("colour", models.CharField(max_length=10, verbose_name="colour")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "track",
                "verbose_name_plural": "tracks",
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=80, unique=True, verbose_name="venue name"
                    ),
                ),
                (
                    "address",
                    models.CharField(max_length=200, verbose_name="venue address"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "classroom"),
                            ("mobile", "mobile classroom"),
                        ],
                        default="fixed",
                        max_length=8,
                        verbose_name="kind of venue",
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="room for")),
            ],
            options={
                "verbose_name": "venue",
                "verbose_name_plural": "venues",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.CharField(max_length=10, verbose_name="version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("superseded", "replaced by a newer one"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "audience_zh",
                    models.TextField(blank=True, verbose_name="for whom (Chinese)"),
                ),
                (
                    "audience_en",
                    models.TextField(blank=True, verbose_name="for whom (English)"),
                ),
                ("objectives", models.JSONField(default=list)),
                ("disclaimer_zh", models.TextField()),
                ("disclaimer_en", models.TextField()),
                (
                    "class_size_max",
                    models.PositiveSmallIntegerField(verbose_name="largest class"),
                ),
                ("theory_minutes", models.PositiveIntegerField()),
                ("practical_minutes", models.PositiveIntegerField()),
                ("assessment_minutes", models.PositiveIntegerField()),
                ("exam_questions", models.PositiveSmallIntegerField(default=20)),
                ("exam_points_each", models.PositiveSmallIntegerField(default=5)),
                ("exam_minutes", models.PositiveSmallIntegerField(default=60)),
                ("exam_retakes", models.PositiveSmallIntegerField(default=1)),
                ("drawn_stations", models.PositiveSmallIntegerField(default=2)),
                ("practical_retakes", models.PositiveSmallIntegerField(default=1)),
                (
                    "moderate_over",
                    models.PositiveSmallIntegerField(
                        default=15,
                        verbose_name="points between examiners that call a third",
                    ),
                ),
                ("pass_theory", models.PositiveSmallIntegerField(default=60)),
                ("pass_practical", models.PositiveSmallIntegerField(default=60)),
                (
                    "pass_attendance_percent",
                    models.PositiveSmallIntegerField(default=80),
                ),
                ("refresher_months", models.PositiveSmallIntegerField(default=24)),
                ("to_confirm", models.JSONField(default=list)),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                ("source_hash", models.CharField(blank=True, max_length=64)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="courses.course",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ["course__code", "-version"],
                "permissions": [("publish_edition", "Can publish an edition")],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "code",
                    school.lib.fields.CodeField(
                        default=school.lib.fields.public_code,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="class name")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("announced", "announced"),
                            ("enrolling", "open for enrolment"),
                            ("running", "running"),
                            ("assessing", "under assessment"),
                            ("completed", "completed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                ("starts_on", models.DateField(verbose_name="first evening")),
                ("ends_on", models.DateField(verbose_name="last evening")),
                ("enrol_until", models.DateField(verbose_name="enrol until")),
                (
                    "fee_fen",
                    models.PositiveIntegerField(default=0, verbose_name="fee in fen"),
                ),
                (
                    "fee_note_zh",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="fee note (Chinese)"
                    ),
                ),
                (
                    "fee_note_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="fee note (English)"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="courses.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="courses.venue",
                        verbose_name="venue",
                    ),
                ),
            ],
            options={
                "verbose_name": "cohort",
                "verbose_name_plural": "cohorts",
                "ordering": ["-starts_on", "name"],
                "permissions": [("open_cohort", "Can open and close a cohort")],
            },
        ),
        migrations.CreateModel(
            name="Instructor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nurse_instructor", "nurse-instructor"),
                            ("maternity_expert", "senior maternity carer"),
                            ("elder_care_expert", "elder-care expert"),
                            ("cleaning_expert", "cleaning expert"),
                        ],
                        max_length=20,
                        verbose_name="speciality",
                    ),
                ),
                (
                    "headline_zh",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="Chinese headline"
                    ),
                ),
                (
                    "headline_en",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="English headline"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "instructor",
                "verbose_name_plural": "instructors",
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="signed_off_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.instructor",
            ),
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                (
                    "number",
                    models.PositiveSmallIntegerField(verbose_name="module number"),
                ),
                ("title_zh", models.CharField(max_length=80)),
                ("title_en", models.CharField(max_length=160)),
                ("theory_minutes", models.PositiveIntegerField()),
                ("practical_minutes", models.PositiveIntegerField()),
                ("topics", models.JSONField(default=list)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modules",
                        to="courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
                "ordering": ["edition", "number"],
            },
        ),
        migrations.CreateModel(
            name="Evening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField()),
                ("title_zh", models.CharField(max_length=80)),
                ("title_en", models.CharField(max_length=160)),
                ("theory_minutes", models.PositiveSmallIntegerField()),
                ("practical_minutes", models.PositiveSmallIntegerField()),
                ("assessment_minutes", models.PositiveSmallIntegerField()),
                ("room", models.CharField(max_length=60)),
                ("lead_role", models.CharField(max_length=30)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evenings",
                        to="courses.edition",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evenings",
                        to="courses.module",
                    ),
                ),
            ],
            options={
                "verbose_name": "evening",
                "verbose_name_plural": "evenings",
                "ordering": ["edition", "number"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                ("number", models.PositiveSmallIntegerField()),
                ("title_zh", models.CharField(max_length=80)),
                ("title_en", models.CharField(max_length=160)),
                ("reading_minutes", models.PositiveSmallIntegerField()),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons",
                        to="courses.module",
                    ),
                ),
                (
                    "standards",
                    models.ManyToManyField(
                        blank=True, related_name="lessons", to="courses.standard"
                    ),
                ),
            ],
            options={
                "verbose_name": "lesson",
                "verbose_name_plural": "lessons",
                "ordering": ["module__number", "number"],
            },
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField()),
                ("title_zh", models.CharField(max_length=80)),
                ("title_en", models.CharField(max_length=160)),
                ("scenario_zh", models.TextField()),
                ("scenario_en", models.TextField()),
                ("equipment", models.JSONField(default=list)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("is_mandatory", models.BooleanField(default=False)),
                ("is_in_pool", models.BooleanField(default=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stations",
                        to="courses.edition",
                    ),
                ),
                (
                    "lessons",
                    models.ManyToManyField(
                        blank=True, related_name="stations", to="courses.lesson"
                    ),
                ),
                (
                    "modules",
                    models.ManyToManyField(
                        related_name="stations", to="courses.module"
                    ),
                ),
                (
                    "standards",
                    models.ManyToManyField(
                        blank=True, related_name="stations", to="courses.standard"
                    ),
                ),
            ],
            options={
                "verbose_name": "station",
                "verbose_name_plural": "stations",
                "ordering": ["edition", "number"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                ("number", models.PositiveSmallIntegerField()),
                ("points", models.PositiveSmallIntegerField()),
                ("text_zh", models.TextField()),
                ("text_en", models.TextField()),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="courses.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "item",
                "verbose_name_plural": "items",
                "ordering": ["station", "number"],
            },
        ),
        migrations.CreateModel(
            name="CriticalFail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("fail_station", "this station scores 0"),
                            ("fail_practical", "the whole practical is failed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text_zh", models.TextField()),
                ("text_en", models.TextField()),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="critical_fails",
                        to="courses.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "critical fail",
                "verbose_name_plural": "critical fails",
                "ordering": ["station", "number"],
            },
        ),
        migrations.AddField(
            model_name="course",
            name="track",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="courses",
                to="courses.track",
            ),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "code",
                    school.lib.fields.CodeField(
                        default=school.lib.fields.public_code,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "room",
                    models.CharField(blank=True, max_length=60, verbose_name="room"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "planned"), ("cancelled", "cancelled")],
                        default="planned",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="courses.cohort",
                        verbose_name="cohort",
                    ),
                ),
                (
                    "evening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.evening",
                        verbose_name="evening",
                    ),
                ),
                (
                    "teacher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions_taught",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="teacher",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="courses.venue",
                        verbose_name="venue",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head_teacher", "head teacher"),
                            ("instructor", "instructor"),
                            ("assistant", "assistant"),
                            ("examiner", "examiner"),
                        ],
                        max_length=12,
                        verbose_name="duty",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="courses.cohort",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["cohort", "kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "user", "kind"),
                        name="courses_duty_once",
                        violation_error_message="This person already has this duty here.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("course", "version"),
                name="courses_edition_version_once",
                violation_error_message="This version exists. Use the next number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_off_at", None), ("signed_off_by", None)),
                    models.Q(
                        ("signed_off_at__isnull", False),
                        ("signed_off_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="courses_edition_signed_off_by_whom_and_when",
                violation_error_message="A sign-off names the person and the time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="module",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"),
                name="courses_module_once",
                violation_error_message="The edition has a module with this code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evening",
            constraint=models.UniqueConstraint(
                fields=("edition", "number"),
                name="courses_evening_once",
                violation_error_message="The plan has an evening with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                fields=("module", "code"),
                name="courses_lesson_once",
                violation_error_message="The module has a lesson with this code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"),
                name="courses_station_once",
                violation_error_message="The edition has a station with this code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("station", "code"),
                name="courses_item_once",
                violation_error_message="The station has an item with this code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criticalfail",
            constraint=models.UniqueConstraint(
                fields=("station", "code"),
                name="courses_criticalfail_once",
                violation_error_message="The station has this critical fail.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=("cohort", "evening"),
                name="courses_session_once",
                violation_error_message="The cohort already holds this evening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="courses_session_ends_after_it_begins",
                violation_error_message="The evening ends before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1)),
                name="courses_cohort_has_seats",
                violation_error_message="A cohort needs at least one seat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="courses_cohort_ends_after_it_starts",
                violation_error_message="The last evening is before the first. Check both dates.",
            ),
        ),
    ]
