"""LibreOffice as an office would use it, without a window: it opens a workbook, types into cells and saves."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Typing"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">
Sub Main(given, result)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(given), "_blank", 0, hidden())
  %s
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(result), format())
  book.close(True)
End Sub
</script:module>
"""


class LibreOffice:
    """One user's LibreOffice, with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._run("--terminate_after_init")

    def edit(self, given: Path, result: Path, typed: Mapping[tuple[str, str], str]) -> None:
        """Opens a workbook, types into cells (by sheet and name) as at a Vietnamese keyboard, saves elsewhere."""
        lines = (
            f'book.Sheets.getByName("{sheet}").getCellRangeByName("{cell}").setFormula({_basic(words)})'
            for (sheet, cell), words in typed.items()
        )
        standard = self._profile / "user" / "basic" / "Standard"
        standard.mkdir(parents=True, exist_ok=True)
        (standard / "script.xlb").write_text(_LIBRARY, "utf-8")
        (standard / "Typing.xba").write_text(_MODULE % "\n  ".join(map(_xml, lines)), "utf-8")
        self._run(f'macro:///Standard.Typing.Main("{given}","{result}")')
        assert result.is_file()

    def _run(self, *arguments: str) -> None:
        own = f"-env:UserInstallation={self._profile.as_uri()}"
        subprocess.run(
            ["soffice", "--headless", "--norestore", own, *arguments],
            check=True,
            capture_output=True,
            timeout=120,
        )


def _basic(words: str) -> str:
    """A Basic string; a line break is no part of one."""
    return " & Chr(10) & ".join('"' + line.replace('"', '""') + '"' for line in words.split("\n"))


def _xml(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
