"""The tables of the people behind the claims. No entry of an older register says anything of them: they begin empty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of persons and of what happened to them."""

    dependencies = [("register", "0002_fence")]  # noqa: RUF012 - as Django wants it

    operations = [  # noqa: RUF012 - as Django wants it
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("identity", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("version", models.IntegerField()),
                ("region", models.CharField(max_length=200)),
                ("code", models.CharField(db_index=True, max_length=200, null=True)),
                ("body", models.TextField()),
                ("void", models.BooleanField()),
                ("changed", models.BigIntegerField()),
                ("touched", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="StaffEvent",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(db_index=True)),
                ("place", models.IntegerField()),
                ("identity", models.CharField(db_index=True, max_length=200)),
                ("event", models.CharField(max_length=200)),
                ("institution", models.CharField(db_index=True, max_length=200)),
                ("on", models.DateField()),
                ("recorded_on", models.DateField()),
                ("by", models.TextField()),
                ("paper", models.CharField(max_length=200, null=True)),
                ("body", models.TextField()),
                ("void", models.BooleanField()),
            ],
        ),
    ]
