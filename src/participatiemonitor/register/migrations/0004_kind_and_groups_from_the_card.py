"""The kind of every process from its track and its old box, and its groups as rows of their own."""

import re

from django.db import migrations

KINDS = {"B": "PROCESS", "O": "INITIATIVE"}


def fill(apps, schema_editor):
    process_model = apps.get_model("register", "Process")
    group_model = apps.get_model("register", "StakeholderGroup")
    body_model = apps.get_model("register", "StandingBody")
    for process in process_model._base_manager.all():
        process.kind = "STANDING" if process.is_standing_body else KINDS[process.track]
        process.save(update_fields=["kind"])
        if process.is_standing_body:
            body_model._base_manager.create(process=process, municipality_id=process.municipality_id)
        for position, name in enumerate(_names(process.groups_to_reach), start=1):
            group_model._base_manager.create(
                process=process, municipality_id=process.municipality_id, position=position, name=name
            )


def _names(text):
    parts = (part.strip()[:120] for part in re.split(r"[\n,;]+", text))
    return list(dict.fromkeys(part for part in parts if part))


def empty(apps, schema_editor):
    """Backwards: the boxes of the card get their contents again."""
    process_model = apps.get_model("register", "Process")
    for process in process_model._base_manager.all():
        process.is_standing_body = process.kind == "STANDING"
        groups = apps.get_model("register", "StakeholderGroup")._base_manager.filter(process=process)
        process.groups_to_reach = ", ".join(groups.order_by("position").values_list("name", flat=True))
        process.save(update_fields=["is_standing_body", "groups_to_reach"])


class Migration(migrations.Migration):
    dependencies = [("register", "0003_kinds_and_course")]

    operations = [migrations.RunPython(fill, empty)]
