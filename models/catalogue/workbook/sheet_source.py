"""A workbook as plain values, each with the cell it stands in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from models.catalogue.faults import THE_FILE, Fault, Location
from models.catalogue.source import Path, Source
from models.catalogue.workbook.rewording import reworded

_PARTS = ("due", "formula")


@dataclass
class SheetSource(Source):
    """`spoiled` are the cells that could not be read: what else seems wrong there only follows from that.

    `kept` is what stood when the workbook was written (`since`); `spoken`, of each list, the fields that it has a
    column for; `is_anothers`: it is of another agency than the one that is loaded.
    """

    kept: Mapping[str, str] = field(default_factory=dict)
    spoiled: set[Location] = field(default_factory=set)
    spoken: dict[str, set[str]] = field(default_factory=dict)
    is_anothers: bool = False
    whole: ClassVar[Location] = THE_FILE

    def spoil(self, place: Location, sentence: str) -> None:
        """Adds the fault of a cell that cannot be read."""
        if place not in self.spoiled:
            self.spoiled.add(place)
            self.faults.append(Fault(self.name, place, sentence))

    def refuse(self, path: Path, sentence: str) -> None:
        """Adds a fault at the cell of the field that the sentence names, in the words of the sheets."""
        place = self._cell_of(path, sentence)
        if place not in self.spoiled:
            self.faults.append(Fault(self.name, place, reworded(sentence, place.sheet)))

    def _cell_of(self, path: Path, sentence: str) -> Location:
        for name in re.findall(r"“([a-z_]+)[”:]", sentence):
            for inner in ((name,), *((part, name) for part in _PARTS)):
                if (*path, *inner) in self.places:
                    return self.places[*path, *inner]
        return self.place_of(path)
