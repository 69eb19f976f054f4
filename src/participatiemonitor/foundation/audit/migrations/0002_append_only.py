"""The database refuses to change or remove an event."""

from django.db import migrations

from participatiemonitor.foundation.audit.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: refuse_changes(editor, "audit_event"),
            lambda apps, editor: allow_changes(editor, "audit_event"),
        ),
    ]
