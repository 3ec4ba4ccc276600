"""What a service says in our own taxonomy. What is taken back keeps its row, so that no import says it again."""

from directory.admin.hand import Hand
from directory.admin.service import Service
from directory.hsds.ours import new_id, term_id
from directory.store.project import listings
from navigator.needs import needs


class Facts:
    def __init__(self, hand: Hand, service: Service) -> None:
        self._hand, self._service = hand, service

    def say(self, term: str, value: str | None, label: str | None = None) -> None:
        rows = [row for row in self._service.facts(term) if label is None or (row["label"] or "en") == label]
        for row in rows:
            self._hand.change("attribute", row["id"], value=value)
        if not rows and value is not None:
            group, id = term.split(".")
            row_id = new_id(self._service.id, "attribute", group, id, label or "")
            linked = {"link_id": self._service.id, "link_entity": "service", "link_type": group, "label": label}
            self._hand.put("attribute", row_id, taxonomy_term_id=term_id(group, id), value=value, **linked)

    def genders(self, wanted: set[str]) -> None:
        known = {(row["value"] or "").casefold() for row in self._service.facts("fact.genders")}
        for gender in sorted((known | wanted) - {""}):
            self._gender(gender, gender in wanted)

    def needs(self, wanted: set[str]) -> None:
        told = {need for need in needs() if self._service.facts(f"need.{need}")}
        for need in sorted(told | wanted | self._heard_needs()):
            self.say(f"need.{need}", "yes" if need in wanted else "no")

    def _heard_needs(self) -> set[str]:
        """Needs that come of how a source files the service; a "no" of ours stands over them."""
        return {need for one in listings(self._service.rows) for need in one.needs}

    def _gender(self, gender: str, wanted: bool) -> None:
        rows = [
            row
            for row in self._service.facts("fact.genders")
            if (row["value"] or row["label"] or "").casefold() == gender
        ]
        for row in rows:
            self._hand.change("attribute", row["id"], value=gender if wanted else None)
        if not rows and wanted:
            id = new_id(self._service.id, "attribute", "fact", "genders", gender)
            linked = {"link_id": self._service.id, "link_entity": "service", "link_type": "fact", "label": gender}
            self._hand.put("attribute", id, taxonomy_term_id=term_id("fact", "genders"), value=gender, **linked)
