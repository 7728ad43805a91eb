import django.db.models.deletion
import school.lib.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("courses", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enrollment",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("offered", "place offered"),
                            ("waitlisted", "on the waiting list"),
                            ("enrolled", "enrolled"),
                            ("completed", "completed"),
                            ("not_completed", "not completed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="applied",
                        max_length=14,
                        verbose_name="stage",
                    ),
                ),
                (
                    "queue_number",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="waiting number"
                    ),
                ),
                (
                    "offer_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="offer holds until"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "by phone"),
                            ("company", "through the company"),
                            ("village", "village desk"),
                            ("registrar", "by the registrar"),
                        ],
                        max_length=10,
                        verbose_name="applied how",
                    ),
                ),
                ("applied_at", models.DateTimeField(verbose_name="applied at")),
                (
                    "enrolled_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="enrolled at"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="ended at"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="courses.cohort",
                        verbose_name="cohort",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrollments",
                        to="people.person",
                        verbose_name="trainee",
                    ),
                ),
            ],
            options={
                "verbose_name": "enrolment",
                "verbose_name_plural": "enrolments",
                "ordering": ["cohort", "applied_at", "pk"],
                "permissions": [("admit_enrollment", "Can admit, offer and withdraw")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        fields=("person", "cohort"),
                        name="enrollment_once_per_cohort",
                        violation_error_message="This person has already applied here.",
                    ),
                    models.UniqueConstraint(
                        fields=("cohort", "queue_number"),
                        name="enrollment_queue_number_once",
                        violation_error_message="Two people have the same waiting number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "waitlisted"), _negated=True),
                            ("queue_number__isnull", False),
                            _connector="OR",
                        ),
                        name="enrollment_waitlisted_has_number",
                        violation_error_message="A place on the waiting list has a number.",
                    ),
                ],
            },
        ),
    ]
