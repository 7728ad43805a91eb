from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_question_status")]

    operations = [migrations.RemoveField(model_name="question", name="is_active")]
