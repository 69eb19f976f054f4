"""The words by which every process is found, for processes from before the search."""

from django.db import migrations

from participatiemonitor.register.search import search_words

CARD = (
    "title", "central_task", "place", "scale", "area", "what_is_fixed", "what_is_open", "goal", "methods", "means",
    "feedback_by", "feedback_form", "source_id",
)  # fmt: skip
OF_KIND = {
    "STANDING": ("StandingBody", ()),
    "THIRD": ("ThirdPartyPlan", ("applicant", "application_number", "applicant_approach")),
    "CHALLENGE": ("Challenge", ("requester", "task", "agreements")),
    "NONE": ("NoParticipation", ("reason",)),
}


def fill(apps, schema_editor):
    processes = apps.get_model("register", "Process")._base_manager
    groups = apps.get_model("register", "StakeholderGroup")._base_manager
    for process in processes.only("pk", "kind", *CARD).iterator(chunk_size=500):
        texts = [getattr(process, name) for name in CARD]
        for group in groups.filter(process=process):
            texts += [group.name, group.interest]
        table, names = OF_KIND.get(process.kind, ("", ()))
        row = apps.get_model("register", table)._base_manager.filter(process=process).first() if table else None
        if row is not None:
            texts += [getattr(row, name) for name in names]
            if table == "StandingBody":
                texts.append(row.get_body_type_display())
        processes.filter(pk=process.pk).update(search_words=search_words(texts))


class Migration(migrations.Migration):
    dependencies = [("register", "0005_card_without_old_boxes")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
