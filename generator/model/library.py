"""The library: clauses, regions and statutes, read and checked, with the folder they came from."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model.citation import Citation
from generator.model.clause import Kind
from generator.model.institution import InstitutionVocabulary
from generator.model.law import CitedStatute, Conflict, Lives
from generator.model.lifecycle import ContractGround, Lifecycle
from generator.model.numerals import numeral
from generator.model.personnel import Personnel, PointsScheme
from generator.model.region import Parameter, Region
from generator.model.statute import Statute
from generator.problems import Ground


@dataclass(frozen=True, eq=False)
class Library:
    """All that documents are made from. `digest` is the SHA-256 of the content it was read from."""

    root: Path
    digest: str
    kinds: dict[str, Kind]
    regions: dict[str, Region]
    parameters: dict[str, Parameter]
    statutes: dict[str, Statute]
    institutions: InstitutionVocabulary
    cited: dict[str, CitedStatute] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    trace: dict[str, dict[int, Lives]] = field(default_factory=dict)
    lifecycle: Lifecycle | None = None  # a library may do without: then its agreements have no events
    contract_grounds: dict[str, dict[str, ContractGround]] = field(default_factory=dict)  # by kind and clause
    personnel: Personnel | None = None  # what may happen to a person; a library may do without
    points: dict[str, tuple[PointsScheme, ...]] = field(default_factory=dict)  # by region

    def layout(self, name: str) -> Path:
        """Return the folder of a layout."""
        return self.root / "templates" / name

    def statute_in_force(self, name: str, on: date) -> bool:
        """Say whether a statute is in force on a day; `name` is its id in the clause language (nhsa_order_2)."""
        key = name.replace("_", "-")
        statute = self.statutes.get(key) or self.cited.get(key)
        return statute is not None and statute.in_force(on)

    def ground(self, citation: Citation, quote: str) -> Ground:
        """Return a citation as the ground of a problem, with the passage that its quote stands in."""
        text = self.statutes[citation.statute].passage(citation, quote)
        return Ground(citation=self.print_citation(citation), quote=quote, text=text)

    def print_citation(self, citation: Citation) -> str:
        """Return a citation as it is printed: 《…》（…）第四十三条第（三）项."""
        statute = self.statutes[citation.statute]
        paragraph = f"第{numeral(citation.paragraph)}款" if citation.paragraph else ""
        item = f"第（{citation.item}）项" if citation.item else ""
        return f"{statute.name()}第{numeral(citation.article)}条{paragraph}{item}"
