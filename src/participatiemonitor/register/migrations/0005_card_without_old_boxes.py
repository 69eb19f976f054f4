from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_kind_and_groups_from_the_card")]

    operations = [
        migrations.RemoveField(
            model_name="process",
            name="groups_to_reach",
        ),
        migrations.RemoveField(
            model_name="process",
            name="is_standing_body",
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "PROCESS"), ("track__in", ("B",))),
                    models.Q(("kind", "INITIATIVE"), ("track__in", ("O",))),
                    models.Q(("kind", "STANDING"), ("track__in", ("B", "O"))),
                    models.Q(("kind", "THIRD"), ("track__in", ("O",))),
                    models.Q(("kind", "CHALLENGE"), ("track__in", ("O",))),
                    models.Q(("kind", "NONE"), ("track__in", ("B",))),
                    _connector="OR",
                ),
                name="process_kind_fits_track",
            ),
        ),
    ]
