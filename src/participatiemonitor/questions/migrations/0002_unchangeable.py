"""A published version cannot be changed or removed."""

from django.db import migrations

from participatiemonitor.foundation.audit.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: refuse_changes(editor, "questions_questionnaireversion"),
            lambda apps, editor: allow_changes(editor, "questions_questionnaireversion"),
        ),
    ]
