"""The tables. `Entry` and `Part` are what was entered; every other one only shows what the entries say.

Import this after `open_register` (or a web app's own set-up) has made Django ready. Days are `date`; moments are
ISO 8601 texts in UTC, because the chain's digests are made from the text itself.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models

if TYPE_CHECKING:  # what a field takes and gives, for the type checker
    Text = models.CharField[str, str]
    NoText = models.CharField[str | None, str | None]
    Prose = models.TextField[str, str]
    Whole = models.IntegerField[int, int]
    NoWhole = models.IntegerField[int | None, int | None]
    Count = models.BigIntegerField[int, int]
    NoCount = models.BigIntegerField[int | None, int | None]
    Day = models.DateField[date, date]
    NoDay = models.DateField[date | None, date | None]
    Truth = models.BooleanField[bool, bool]
    Bytes = models.BinaryField[bytes, bytes]
    Auto = models.BigAutoField[int, int]

SHA256 = 64
WORD = 200
NUMBER = 200


class Entry(models.Model):
    """One link of the chain. `body` is canonical JSON; `digest` is over the digest before and all of this one."""

    seq: Count = models.BigIntegerField(primary_key=True)
    at: Text = models.CharField(max_length=40)
    by: Prose = models.TextField()
    sort: Text = models.CharField(max_length=40)
    body: Prose = models.TextField()
    previous: Text = models.CharField(max_length=SHA256)
    digest: Text = models.CharField(max_length=SHA256, unique=True)

    objects: ClassVar[models.Manager[Entry]] = models.Manager()


class Part(models.Model):
    """A part of a Document, or a case: its JSON, compressed, under the SHA-256 of the JSON. `seq` brought it in."""

    digest: Text = models.CharField(max_length=SHA256, primary_key=True)
    seq: Count = models.BigIntegerField()
    data: Bytes = models.BinaryField()

    objects: ClassVar[models.Manager[Part]] = models.Manager()


class Head(models.Model):
    """The chain's end, in one row that every writer locks. `edition` is that of the tables."""

    id: Whole = models.IntegerField(primary_key=True)
    edition: Whole = models.IntegerField()
    seq: Count = models.BigIntegerField()
    digest: Text = models.CharField(max_length=SHA256)

    objects: ClassVar[models.Manager[Head]] = models.Manager()


class Number(models.Model):
    """A number and what became of it. Year and serial are empty for one from outside that no count has met."""

    number: Text = models.CharField(max_length=NUMBER, primary_key=True)
    series: Text = models.CharField(max_length=WORD)
    region: Text = models.CharField(max_length=WORD)
    year: NoWhole = models.IntegerField(null=True)
    serial: NoCount = models.BigIntegerField(null=True)
    state: Text = models.CharField(max_length=10)
    origin: Text = models.CharField(max_length=10)
    fingerprint: Text = models.CharField(max_length=WORD)
    batch: NoText = models.CharField(max_length=WORD, null=True)
    reason: Prose = models.TextField()
    by: Prose = models.TextField()
    seq: Count = models.BigIntegerField()

    objects: ClassVar[models.Manager[Number]] = models.Manager()

    class Meta:  # noqa: D106 - Django's own word
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "region", "year", "serial"], name="register_serial_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["fingerprint"], name="register_number_case"),
            models.Index(fields=["state"], condition=models.Q(state="reserved"), name="register_number_reserved"),
        ]


class Claim(models.Model):
    """Who is at work on a number. It shows nothing that was entered: it only tells the living from the dead."""

    id: Auto = models.BigAutoField(primary_key=True)
    number: Text = models.CharField(max_length=NUMBER)
    owner: Text = models.CharField(max_length=WORD)

    objects: ClassVar[models.Manager[Claim]] = models.Manager()

    class Meta:  # noqa: D106 - Django's own word
        constraints: ClassVar = [models.UniqueConstraint(fields=["number", "owner"], name="register_claim_once")]


class Paper(models.Model):
    """A paper that was issued or taken in. `document` and `case` are digests of parts."""

    number: Text = models.CharField(max_length=NUMBER, primary_key=True)
    kind: Text = models.CharField(max_length=WORD)
    region: Text = models.CharField(max_length=WORD)
    agreement: Text = models.CharField(max_length=NUMBER, db_index=True)
    date: Day = models.DateField()
    text_fingerprint: Text = models.CharField(max_length=SHA256)
    full_fingerprint: Text = models.CharField(max_length=SHA256)
    document: Text = models.CharField(max_length=SHA256)
    case: Text = models.CharField(max_length=SHA256)
    files: Prose = models.TextField()
    record: Text = models.CharField(max_length=SHA256)
    edition: Text = models.CharField(max_length=SHA256)
    state: Text = models.CharField(max_length=10)
    placed: Truth = models.BooleanField()
    seq: Count = models.BigIntegerField()

    objects: ClassVar[models.Manager[Paper]] = models.Manager()

    class Meta:  # noqa: D106 - Django's own word
        indexes: ClassVar = [
            models.Index(fields=["number"], condition=models.Q(placed=False), name="register_paper_unplaced")
        ]


class Agreement(models.Model):
    """An agreement as it is now.

    `changed` is the entry whose change stands, `touched` the last that altered this row, be it by voiding another.
    """

    number: Text = models.CharField(max_length=NUMBER, primary_key=True)
    version: Whole = models.IntegerField()
    kind: Text = models.CharField(max_length=WORD)
    region: Text = models.CharField(max_length=WORD, db_index=True)
    institution: Text = models.CharField(max_length=WORD, db_index=True)
    name: Prose = models.TextField()
    signed_on: Day = models.DateField()
    start: Day = models.DateField()
    end: NoDay = models.DateField(null=True)
    renews: NoText = models.CharField(max_length=NUMBER, null=True)
    void: Truth = models.BooleanField()
    changed: Count = models.BigIntegerField()
    touched: Count = models.BigIntegerField()

    objects: ClassVar[models.Manager[Agreement]] = models.Manager()


class Event(models.Model):
    """What happened to an agreement. `place` counts the events of one entry."""

    id: Text = models.CharField(max_length=40, primary_key=True)  # seq-place
    seq: Count = models.BigIntegerField(db_index=True)
    place: Whole = models.IntegerField()
    agreement: Text = models.CharField(max_length=NUMBER, db_index=True)
    event: Text = models.CharField(max_length=WORD)
    on: Day = models.DateField()
    recorded_on: Day = models.DateField()
    by: Prose = models.TextField()
    paper: NoText = models.CharField(max_length=NUMBER, null=True, db_index=True)
    start: NoDay = models.DateField(null=True)
    end: NoDay = models.DateField(null=True)
    body: Prose = models.TextField()  # facts and findings
    void: Truth = models.BooleanField()

    objects: ClassVar[models.Manager[Event]] = models.Manager()


class Particulars(models.Model):
    """What an institution is from a day on; of two entries of one day the later holds."""

    id: Text = models.CharField(max_length=40, primary_key=True)  # seq-place
    code: Text = models.CharField(max_length=WORD)
    since: Day = models.DateField()
    seq: Count = models.BigIntegerField(db_index=True)
    body: Prose = models.TextField()
    void: Truth = models.BooleanField()

    objects: ClassVar[models.Manager[Particulars]] = models.Manager()

    class Meta:  # noqa: D106 - Django's own word
        indexes: ClassVar = [models.Index(fields=["code", "since", "seq"], name="register_institution_on")]


class Person(models.Model):
    """Somebody who entered something. `seq` is the first entry."""

    name: Text = models.CharField(max_length=WORD, primary_key=True)
    seq: Count = models.BigIntegerField()

    objects: ClassVar[models.Manager[Person]] = models.Manager()


class Staff(models.Model):
    """A person behind the claims (相关人员) as they are now; marks as an agreement's."""

    identity: Text = models.CharField(max_length=WORD, primary_key=True)
    version: Whole = models.IntegerField()
    region: Text = models.CharField(max_length=WORD)
    code: NoText = models.CharField(max_length=WORD, null=True, db_index=True)
    body: Prose = models.TextField()  # their particulars
    void: Truth = models.BooleanField()
    changed: Count = models.BigIntegerField()
    touched: Count = models.BigIntegerField()

    objects: ClassVar[models.Manager[Staff]] = models.Manager()


class StaffEvent(models.Model):
    """What happened to a person. `place` counts those of one entry."""

    id: Text = models.CharField(max_length=40, primary_key=True)  # seq-place
    seq: Count = models.BigIntegerField(db_index=True)
    place: Whole = models.IntegerField()
    identity: Text = models.CharField(max_length=WORD, db_index=True)
    event: Text = models.CharField(max_length=WORD)
    institution: Text = models.CharField(max_length=WORD, db_index=True)
    on: Day = models.DateField()
    recorded_on: Day = models.DateField()
    by: Prose = models.TextField()
    paper: NoText = models.CharField(max_length=NUMBER, null=True)
    body: Prose = models.TextField()  # facts
    void: Truth = models.BooleanField()

    objects: ClassVar[models.Manager[StaffEvent]] = models.Manager()
