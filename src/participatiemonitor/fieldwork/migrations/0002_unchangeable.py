"""A frozen dataset cannot be changed or removed."""

from django.db import migrations

from participatiemonitor.foundation.audit.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: refuse_changes(editor, "fieldwork_frozendataset"),
            lambda apps, editor: allow_changes(editor, "fieldwork_frozendataset"),
        ),
    ]
