"""The vocabulary of institutions: levels, ownership and types, and which of them go together."""

from generator.model.base import Model


class InstitutionType(Model):
    """A type of institution: the levels it may have (as prefixes: 三级) and whether it may admit inpatients."""

    levels: tuple[str, ...]
    inpatient: bool
    ownership: tuple[str, ...] = ()


class InstitutionVocabulary(Model):
    """Levels in falling order, printed names of ownership, types by their printed name."""

    levels: tuple[str, ...]
    ownership: dict[str, str]
    services: dict[str, str]
    types: dict[str, InstitutionType]
