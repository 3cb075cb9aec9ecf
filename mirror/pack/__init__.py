"""The pack that people leave with: its leaves, and the files that it can be taken as."""

from collections.abc import Callable
from dataclasses import dataclass

from mirror.pack.drawn import pictures_of
from mirror.pack.leaves import Leaf, Made, Pack, Told, of_gathering, of_place, untold
from mirror.pack.printed import html, pdf
from mirror.pack.slides import slides
from mirror.pack.workbook import workbook

__all__ = [
    "FORMATS", "Format", "Leaf", "Made", "Pack", "Told", "file_name", "of_gathering", "of_place",
    "untold",
]  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A form in which a pack can be taken away: its title, its file's ending, how it is made."""

    title: str
    suffix: str
    mime: str
    make: Callable[[Pack, Told], bytes]


#: The forms in which a pack can be taken away, by what the command calls them.
FORMATS = {
    "pptx": Format(
        "Slides to edit, for PowerPoint", "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", slides,
    ),
    "pdf": Format("A PDF to print or to send", "pdf", "application/pdf", pdf),
    "html": Format("One page for a browser, to read or to print", "html", "text/html", html),
    "xlsx": Format(
        "The rows shown, as an Excel workbook", "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook,
    ),
    "png": Format("The pictures, as PNG and SVG", "zip", "application/zip", pictures_of),
}  # fmt: skip


def file_name(pack: Pack, form: str) -> str:
    """What the file is called: of which place and day, invented if it is, what it is not."""
    invented = "-invented" if pack.invented else ""
    stem = f"pack-{pack.place}-{pack.day.isoformat()}{invented}-perceptions-not-performance"
    return f"{stem}.{FORMATS[form].suffix}"
