"""Ballots wait sealed; answers are a small text; invitations end at closing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0002_unchangeable")]
    operations = [
        migrations.RemoveField("ballot", "payload"),
        migrations.AddField("ballot", "sealed", models.BinaryField(default=b""), preserve_default=False),
        migrations.RemoveField("answer", "payload"),
        migrations.AddField("answer", "payload", models.TextField(default=""), preserve_default=False),
        migrations.AlterField(
            "invitation",
            "state",
            models.CharField(
                choices=[
                    ("READY", "klaar om te sturen"),
                    ("USED", "gebruikt"),
                    ("REVOKED", "ingetrokken"),
                    ("ENDED", "afgesloten"),
                ],
                default="READY",
                max_length=8,
            ),
        ),
    ]
