"""The chain's beginning, and a second fence around it: the database itself refuses to change or delete an entry.

A later migration that remakes the table of entries on SQLite must put the triggers back.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = (
    """CREATE TRIGGER register_entry_{action} BEFORE {action} ON register_entry
       BEGIN SELECT RAISE(ABORT, 'entries of the register are never changed'); END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION register_entry_fixed() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'entries of the register are never changed'; END $$""",
    """CREATE TRIGGER register_entry_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entry
       FOR EACH STATEMENT EXECUTE FUNCTION register_entry_fixed()""",
)


def _fence(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in _POSTGRESQL:
            editor.execute(statement)
    else:
        for action in ("UPDATE", "DELETE"):
            editor.execute(_SQLITE[0].format(action=action))


def _begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    head = apps.get_model("register", "Head")
    head._default_manager.using(editor.connection.alias).create(id=1, edition=0, seq=0, digest="0" * 64)


class Migration(migrations.Migration):
    """The chain's beginning and its fence."""

    dependencies = [("register", "0001_initial")]  # noqa: RUF012 - as Django wants it
    operations = [  # noqa: RUF012 - as Django wants it
        migrations.RunPython(_fence, migrations.RunPython.noop),
        migrations.RunPython(_begin, migrations.RunPython.noop),
    ]
