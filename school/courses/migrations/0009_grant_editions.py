from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_blueprint_and_consequences")]

    operations = [
        GrantRoles(
            {
                Role.EDITOR: [
                    "courses.view_edition",
                    "courses.view_course",
                    "courses.add_edition",
                    "courses.change_edition",
                    "courses.publish_edition",
                ]
            }
        )
    ]
