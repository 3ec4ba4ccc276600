"""What every reader yields, and where it says what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST = 1000  # problems kept; a file of rubbish must not fill the memory


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the HSDS object `table`; `values` has its id. A field that is absent is left as the store has it."""

    table: str
    values: Mapping[str, Any]
    file: str
    row: int  # as a person counts them: the header is 1; in JSON, the n-th object


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"


@dataclass
class Report:
    """`problems` stop an import; `notes` don't. Both are cut at :data:`MOST`, the counts go on."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    note_count: int = 0

    def problem(self, file: str, row: int, field: str, reason: str) -> None:
        self.problem_count += 1
        if len(self.problems) < MOST:
            self.problems.append(Problem(file, row, field, reason))

    def note(self, file: str, row: int, field: str, reason: str) -> None:
        self.note_count += 1
        if len(self.notes) < MOST:
            self.notes.append(Problem(file, row, field, reason))
