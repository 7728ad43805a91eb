from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0027_phone_marks")]

    operations = [
        migrations.AddField(
            model_name="marking",
            name="role",
            field=models.CharField(
                choices=[
                    ("first", "first examiner"),
                    ("second", "second examiner"),
                    ("third", "third examiner"),
                    ("fourth", "fourth examiner"),
                    ("moderator", "moderator"),
                    ("appeal", "hears the appeal"),
                ],
                default="first",
                max_length=9,
                verbose_name="role at the station",
            ),
            preserve_default=False,
        )
    ]
