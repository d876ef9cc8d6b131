"""The tables of the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = []  # noqa: RUF012 - as Django wants it

    operations = [  # noqa: RUF012 - as Django wants it
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("number", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("version", models.IntegerField()),
                ("kind", models.CharField(max_length=200)),
                ("region", models.CharField(db_index=True, max_length=200)),
                ("institution", models.CharField(db_index=True, max_length=200)),
                ("name", models.TextField()),
                ("signed_on", models.DateField()),
                ("start", models.DateField()),
                ("end", models.DateField(null=True)),
                ("renews", models.CharField(max_length=200, null=True)),
                ("void", models.BooleanField()),
                ("changed", models.BigIntegerField()),
                ("touched", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("by", models.TextField()),
                ("sort", models.CharField(max_length=40)),
                ("body", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(db_index=True)),
                ("place", models.IntegerField()),
                ("agreement", models.CharField(db_index=True, max_length=200)),
                ("event", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("recorded_on", models.DateField()),
                ("by", models.TextField()),
                ("paper", models.CharField(db_index=True, max_length=200, null=True)),
                ("start", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
                ("body", models.TextField()),
                ("void", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("edition", models.IntegerField()),
                ("seq", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("number", "owner"), name="register_claim_once")],
            },
        ),
        migrations.CreateModel(
            name="Number",
            fields=[
                ("number", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("series", models.CharField(max_length=200)),
                ("region", models.CharField(max_length=200)),
                ("year", models.IntegerField(null=True)),
                ("serial", models.BigIntegerField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("origin", models.CharField(max_length=10)),
                ("fingerprint", models.CharField(max_length=200)),
                ("batch", models.CharField(max_length=200, null=True)),
                ("reason", models.TextField()),
                ("by", models.TextField()),
                ("seq", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["fingerprint"], name="register_number_case"),
                    models.Index(
                        condition=models.Q(("state", "reserved")), fields=["state"], name="register_number_reserved"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "region", "year", "serial"), name="register_serial_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("number", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=200)),
                ("region", models.CharField(max_length=200)),
                ("agreement", models.CharField(db_index=True, max_length=200)),
                ("date", models.DateField()),
                ("text_fingerprint", models.CharField(max_length=64)),
                ("full_fingerprint", models.CharField(max_length=64)),
                ("document", models.CharField(max_length=64)),
                ("case", models.CharField(max_length=64)),
                ("files", models.TextField()),
                ("record", models.CharField(max_length=64)),
                ("edition", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=10)),
                ("placed", models.BooleanField()),
                ("seq", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("placed", False)), fields=["number"], name="register_paper_unplaced"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Particulars",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=200)),
                ("since", models.DateField()),
                ("seq", models.BigIntegerField(db_index=True)),
                ("body", models.TextField()),
                ("void", models.BooleanField()),
            ],
            options={
                "indexes": [models.Index(fields=["code", "since", "seq"], name="register_institution_on")],
            },
        ),
    ]
