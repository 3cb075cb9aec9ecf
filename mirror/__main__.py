"""The same from the command line: `python -m mirror import observations.csv`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import UUID

from mirror import (
    backup,
    bringing,
    export,
    grain,
    intake,
    log,
    mapping,
    pack,
    release,
    salvage,
    sheet,
    store,
    vocabulary,
    witness,
    words,
)

#: How many refused cells are named before the rest are only counted.
NAMED = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused, 2 not understood."""
    parser = argparse.ArgumentParser(prog="python -m mirror", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    bring = commands.add_parser("import", help="bring in a file of observations, all of it or none")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--add", type=_vocabularies, default=(), metavar=",".join(intake.GROWABLE),
        help="the vocabularies that the file may grow",
    )  # fmt: skip
    bring.add_argument("--map", type=Path, metavar="MAP.toml", help="how to read the file")
    bring.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD",
        help="the day on which all of it was noticed, where no column of a mapped file says it",
    )  # fmt: skip
    bring.add_argument(
        "--suggest", type=Path, metavar="MAP.toml",
        help="write down how the file may be read, say what to answer, and keep nothing",
    )  # fmt: skip
    bring.add_argument("--dry-run", action="store_true", help="check it, and keep nothing")
    bring.set_defaults(run=_import)
    take = commands.add_parser(
        "export", help="take out what is held of a place, or the pack that people leave with"
    )
    take.add_argument("--place", required=True, metavar="CODE")
    take.add_argument(
        "--gathering", metavar="ID",
        help="the pack of this gathering; without it, a pack is of the place as it stands",
    )  # fmt: skip
    take.add_argument(
        "--format", choices=list({**export.FORMATS, **pack.FORMATS}), default="csv",
        help="csv: the observations. parquet, tables: everything. xlsx: everything, or of a "
        "gathering the rows shown. pptx, pdf, html, png: the pack",
    )  # fmt: skip
    take.add_argument("--out", type=Path, required=True, metavar="FILE")
    take.set_defaults(run=_export)
    show = commands.add_parser(
        "release", help="release what partners may see into a file of its own, or withdraw it"
    )
    show.add_argument(
        "--out", type=Path, metavar="FILE",
        help="a file of its own; without it, the files that partners of each place read",
    )  # fmt: skip
    show.add_argument(
        "--place", nargs="+", default=(), metavar="CODE", help="only these; without it, all"
    )
    show.add_argument(
        "--sensitive", nargs="+", default=(), metavar="CODE",
        help="places where a figure needs more people, from now on",
    )  # fmt: skip
    show.add_argument(
        "--withdraw", metavar="ID", help="let this release stand no longer; --out is its file"
    )
    show.set_defaults(run=_release)
    look = commands.add_parser(
        "check",
        help="read all of the file, say what is wrong with it and what can be saved, and see that "
        "nobody tampered with its change log",
    )
    look.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="another file, such as a backup"
    )
    look.add_argument(
        "--save",
        type=Path,
        metavar="NEW",
        help="where to put all that can be read of a damaged one",
    )
    look.set_defaults(run=_check)
    save = commands.add_parser("backup", help="make a backup now, beside the file")
    save.set_defaults(run=_backup)
    back = commands.add_parser(
        "restore", help="put a backup in the place of the file, once it was tried"
    )
    back.add_argument("file", type=Path, metavar="FILE")
    back.set_defaults(run=_restore)
    asked = parser.parse_args(arguments)
    if asked.run is _release and asked.withdraw and (asked.place or asked.sensitive):
        show.error("a release is withdrawn whole, without --place and --sensitive")
    if asked.run is _import and asked.day and not asked.map:
        bring.error("a file without a mapping says its days itself, so leave out --day")
    try:
        code: int = asked.run(asked)
    except store.Refused as refusal:
        log.refused(store.data_path(), refusal, "in a command")
        print(refusal, file=sys.stderr)
        return 1
    except Exception as fault:
        reference = log.fault(store.data_path(), fault, "in a command")
        print(
            "Something went wrong. What was saved before stays saved. If it comes again, tell "
            f"whoever looks after this Place Mirror. Reference: {reference}",
            file=sys.stderr,
        )
        return 1
    return code


def _vocabularies(text: str) -> tuple[str, ...]:
    chosen = tuple(name.strip() for name in text.split(","))
    strange = [name for name in chosen if name not in intake.GROWABLE]
    if strange:
        raise argparse.ArgumentTypeError(
            f"{strange[0]} cannot be added. Choose among {words.listed(intake.GROWABLE, 'or')}."
        )
    return chosen


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a day such as 2026-03-31.") from None


def _import(asked: argparse.Namespace) -> int:
    with closing(store.open_store(store.data_path())) as held:
        vocabulary.bring_up_to_date(held)
        if asked.suggest:
            return _suggest(held, asked.file, asked.suggest)
        used = mapping.load(asked.map) if asked.map else None
        if used is not None:
            used = _of_one_day(used, asked.day, asked.map.name)
        with _progress() as told:
            report = bringing.bring_in(
                held, asked.file, used, add=asked.add, dry_run=asked.dry_run, told=told
            )
    for word in report.grown:
        would = "would be added" if asked.dry_run or report.refused else "is added"
        print(f"The {word.kind} “{word.spelling}” {would}.")
    if report.unnamed:
        print(
            f"{words.counted(report.unnamed, 'row')} without an observer: "
            "those of one sector and organisation count as one voice."
        )
    if report.left_out:
        print(words.left_out(report.left_out))
    if report.refused:
        print(_refused(report), file=sys.stderr)
        return 1
    done = "would be added" if asked.dry_run else "added"
    read = words.rows_read(report.read, report.lines, report.rows)
    print(f"{read} {report.added:,} {done}, {report.already_held:,} held already.")
    return 0


def _of_one_day(used: mapping.Mapping, day: date | None, name: str) -> mapping.Mapping:
    """The mapping with the day that was given; the day that it holds is said, being of one file."""
    if "observed_on" in used.columns:
        if day:
            raise store.Refused(f"{name} names a column that says the days. Leave out --day.")
        return used
    if day:
        return replace(used, fixed=used.fixed | {"observed_on": day.isoformat()})
    if said := used.fixed.get("observed_on"):
        print(f"{name} says that all of it was noticed on {said}.")
    return used


@contextmanager
def _progress() -> Iterator[sheet.Progress]:
    """Until the end of the block, whoever sits at a terminal sees how far the reading is."""
    if not sys.stderr.isatty():
        yield sheet.untold
        return

    def told(rows: int, share: float) -> None:
        print(f"\r{rows:,} rows read, {share:.0%}", end="", file=sys.stderr, flush=True)

    try:
        yield told
    finally:
        print(f"\r{' ' * 40}\r", end="", file=sys.stderr, flush=True)


def _export(asked: argparse.Namespace) -> int:
    path = store.data_path()
    if asked.out.resolve() == path.resolve():
        raise store.Refused(f"{asked.out} is the file of observations itself. Choose another.")
    with closing(store.open_store(path)) as held:
        content, about = _taken(held, asked.place, asked.gathering, asked.format)
        try:
            asked.out.write_bytes(content)
        except OSError as fault:
            raise store.Refused(f"{asked.out} cannot be written: {fault.strerror}.") from None
        witness.taken(held, asked.place, f"a file, {asked.format}")
    print(*about, sep="\n")
    return 0


def _taken(
    held: store.Store, place: str, gathering: str | None, form: str
) -> tuple[bytes, list[str]]:
    """What is taken out, and what is said of it: all that is held, or a pack."""
    if gathering is None and form in export.FORMATS:
        return export.FORMATS[form].make(held, place), export.about(held, place)
    if form not in pack.FORMATS:
        forms = words.listed(list(pack.FORMATS), "or")
        raise store.Refused(f"A gathering is taken out as {forms}.")
    with _progress_of_pack() as told:
        if gathering is None:
            made = pack.of_place(held, place, told=told)
        else:
            made = pack.of_gathering(held, _known(gathering), told)
        if made.place != place:
            raise store.Refused(f"The gathering “{gathering}” was not of the place “{place}”.")
        return pack.FORMATS[form].make(made, told), made.about


def _release(asked: argparse.Namespace) -> int:
    with closing(store.open_store(store.data_path())) as held:
        if asked.withdraw:
            release.withdraw(held, asked.withdraw, asked.out)
            print("The release is withdrawn. What partners kept of it cannot be taken back.")
            return 0
        vocabulary.bring_up_to_date(held)
        release.finish(held)
        for place in asked.sensitive:
            grain.choose(held, place, replace(grain.kept(held, place), is_sensitive=True))
        everywhere = asked.place or held.ask(store.sql("places")).code.tolist()
        # In a file of its own each place is released by itself: that is all its partners reach.
        together = [everywhere] if asked.out else [[place] for place in everywhere]
        for places in together:
            drafted = release.draft(held, places)
            file = asked.out or release.file_of(places[0])
            identity = release.publish(held, drafted, file)
            print(*release.told(held, drafted), sep="\n")
            print(f"Release {identity} is in {file}.")
    return 0


def _check(asked: argparse.Namespace) -> int:
    path = store.data_path() if asked.file is None else asked.file.absolute()
    found = salvage.looked_at(path, asked.save)
    if found.log is None or found.held is None:
        print(*_damage(path, found, asked.file), sep="\n", file=sys.stderr)
        return 0 if found.saved else 1
    if found.log.wrong:
        place, said = found.log.wrong
        print(
            f"Entry {place:,} of the change log does not fit those before it ({said}). "
            "Somebody changed the file by other means.",
            file=sys.stderr,
        )
        return 1
    print(
        f"The file is whole: {words.counted(found.held.observations, 'observation')} of "
        f"{words.counted(found.held.places, 'place')}, {words.counted(found.rows, 'row')} in all."
    )
    print(f"The file opens. Its change log fits: {words.counted(found.log.entries, 'entry')}.")
    print(f"Its head is {found.log.head or 'none yet'}.")
    print("Keep the head elsewhere: where the last entries were cut off, only that shows it.")
    if not found.log_ends:
        print(_breaks_off(path))
    if asked.save:
        print("There is nothing to save from it, so nothing was written.")
    return 0


def _damage(path: Path, found: salvage.Found, named: Path | None) -> Iterator[str]:
    """What is said of a file that is not whole, line by line."""
    if not found.opens:
        yield f"{path.name} is damaged where it begins or lists its tables. None of it can be read."
    elif found.parts:
        yield f"{path.name} is damaged. Not all of these tables can be read:"
        yield from (f"  {part.table}: {_readable(part)}" for part in found.parts)
        yield f"In all, {words.counted(found.rows, 'row')} can be read."
    elif found.log_reads:
        yield f"{path.name} is damaged, but all of its rows can be read: {found.rows:,}."
    else:
        yield f"All rows of {path.name} itself can be read: {found.rows:,}."
    if not found.log_reads and found.opens:
        yield (
            f"What was said last stands beside it, in {path.name}.wal, and cannot be read, so that "
            "it would be missing."
        )
    elif found.opens and not found.log_ends:
        yield _breaks_off(path)
    if found.parts or (found.opens and not found.log_reads):
        yield "Where rows are missing, what was taken back or amended may stand there again."
    if found.lost_of("place"):
        yield "Each place whose name is lost is called by its code."
    if found.lost_of("change"):
        yield "The change log has gaps, so a check of it will say that it does not fit."
    if found.lost_of(*salvage.RELEASES):
        yield (
            "What partners saw of earlier releases is not all known any more: a new release could "
            "tell more than it should. Use a backup, if there is one."
        )
    if found.saved:
        yield f"All that can be read is in {found.saved}, which opens. To go on with it:"
        yield f"python -m mirror restore {found.saved}"
    elif found.opens:
        file = "" if named is None else f"{named} "
        yield "To save all that can be read into a new file, and leave this one as it is:"
        yield f"python -m mirror check {file}--save {path.stem}-saved.duckdb"
    made = backup.of(path)
    if made:
        yield f"The newest backup is of {made[0].made_at:%Y-%m-%d %H:%M} UTC: {made[0].path}"
    else:
        yield f"No backup of it is in {store.backups(path)}."


def _breaks_off(path: Path) -> str:
    return (
        f"What was said last stands beside it, in {path.name}.wal, which breaks off. Where the "
        "machine stopped just then, nothing is missing that was told to be saved. Where it was "
        "damaged, some of it may be."
    )


def _readable(part: salvage.Part) -> str:
    if part.of is None:
        return "none of its rows" if part.read == 0 else words.counted(part.read, "row")
    return f"{part.read:,} of {words.counted(part.of, 'row')}"


def _backup(asked: argparse.Namespace) -> int:
    with closing(store.open_store(store.data_path())) as held:
        made = backup.make(held)
    if made is None:
        print(backup.NOTHING_NEW)
    else:
        print(f"The backup is {made}.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    path = store.data_path()
    restored = backup.restore(asked.file, path)
    held = restored.held
    print(
        f"{path.name} now holds {words.counted(held.observations, 'observation')} of "
        f"{words.counted(held.places, 'place')}, as {asked.file.name} did. "
        "What was taken back since it was made is there again."
    )
    if restored.before is not None:
        print(f"The file that was there before is {restored.before}.")
    return 0


def _known(gathering: str) -> UUID:
    try:
        return UUID(gathering)
    except ValueError:
        raise store.Refused(f"The gathering “{gathering}” is not held here.") from None


@contextmanager
def _progress_of_pack() -> Iterator[pack.Told]:
    """Until the end of the block, whoever sits at a terminal sees which leaf is made."""
    if not sys.stderr.isatty():
        yield pack.untold
        return

    def told(share: float, what: str) -> None:
        print(f"\r{share:4.0%} {what:60.60}", end="", file=sys.stderr, flush=True)

    try:
        yield told
    finally:
        print(f"\r{' ' * 66}\r", end="", file=sys.stderr, flush=True)


def _suggest(held: store.Store, file: Path, to: Path) -> int:
    """Write a suggested mapping beside the questions that only a person can answer."""
    offered = max((bringing.offer(held, one) for one in sheet.read(file)), key=bringing.fullness)
    if offered.suggestion is None:
        print(f"{file.name} is an interchange file. It needs no mapping.")
        return 0
    mapping.save(offered.suggestion.mapping, to)
    print(f"{file.name} looks like {offered.suggestion.recognised}. A mapping is in {to}.")
    for question in offered.suggestion.questions:
        print(f"To answer there, {question.about}: {question.asked}")
    for name in offered.suggestion.dropped:
        print(f"The column “{name}” looks personal and is left out.")
    return 0


def _refused(report: intake.Report) -> str:
    """What cannot be taken in, the words that could be added first."""
    lines = []
    unknown = {(word.kind, word.spelling.casefold()) for word in report.unknown}
    for word in report.unknown[:NAMED]:
        lines.append(
            f"The {word.kind} “{word.spelling}” is not held here "
            f"({words.counted(word.rows, 'row')}). To add it: --add {word.kind}"
        )
    if len(report.unknown) > NAMED:
        lines.append(f"And {len(report.unknown) - NAMED:,} more words that are not held here.")
    others = (c for c in report.refused if (c.column, c.value.casefold()) not in unknown)
    named = [str(cell) for cell in islice(others, NAMED)]
    more = report.refused_cells - sum(word.rows for word in report.unknown) - len(named)
    lines += named
    if more > 0:
        lines.append(f"And {more:,} more.")
    rows = words.counted(report.refused_lines, "row")
    lines.append(f"{rows} cannot be taken in, so nothing was stored.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
