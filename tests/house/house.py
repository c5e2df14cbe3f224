#!/usr/bin/env python3
"""Reads the includes of src/ against the table of levels that the build wrote.

Across libraries a header is included as <library/file.h>, inside one as "file.h"; a library includes only what it
depends on, directly or through a dependency; and every folder of src/ has a README and every source file a test.
"""
import pathlib
import re
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def read_table(path):
    table = {}
    for line in pathlib.Path(path).read_text().splitlines():
        name, level, *depends = line.split(" ")
        table[name] = (int(level), [d for d in (depends[0] if depends else "").split(",") if d])
    return table


def reachable(table, name):
    seen = set()
    todo = [name]
    while todo:
        for dependency in table[todo.pop()][1]:
            if dependency not in seen:
                seen.add(dependency)
                todo.append(dependency)
    return seen


def complaints(root, table):
    found = []
    src = pathlib.Path(root) / "src"
    folders = {p.name for p in src.iterdir() if p.is_dir()}
    for name, (level, depends) in sorted(table.items()):
        allowed = reachable(table, name)
        for dependency in depends:
            if table[dependency][0] >= level:
                found.append(f"src/{name}: depends on {dependency}, which is not of a lower level")
        if not (src / name / "README.md").is_file():
            found.append(f"src/{name}: has no README.md")
        for path in sorted((src / name).rglob("*")):
            if path.suffix not in {".h", ".cpp"}:
                continue
            for bracket, included in INCLUDE.findall(path.read_text(encoding="utf-8")):
                head = included.split("/")[0] if "/" in included else None
                where = f"{path.relative_to(root)}: includes {bracket}{included}"
                if bracket == '"':
                    local = (path.parent / included).exists() or (src / name / included).exists()
                    if not local and not included.endswith(".moc") and not included.startswith("ui_"):
                        found.append(f"{where}: nothing of that name in this library")
                    if ".." in pathlib.PurePath(included).parts and not (path.parent / included).resolve().is_relative_to(
                        (src / name).resolve()
                    ):
                        found.append(f"{where}: leaves the library; write <library/file.h>")
                elif head == "js" and included != included.lower():
                    if name != "js":  # <js/Value.h> is SpiderMonkey's: the house's own names are in lower case
                        found.append(f"{where}: only js may see the engine")
                elif head in folders:
                    if head == name:
                        found.append(f'{where}: inside a library write "file.h"')
                    elif head not in allowed:
                        found.append(f"{where}: {name} does not depend on {head}")
                    elif not (src / included).is_file():
                        found.append(f"{where}: no such header")
    return found


def untested(root):
    """Source files without a test of their name below tests/ of their library."""
    found = []
    src = pathlib.Path(root) / "src"
    for path in sorted(src.rglob("*.cpp")):
        library = path.relative_to(src).parts[0]
        tests = pathlib.Path(root) / "tests" / library
        if not any(tests.rglob(f"tst_{path.stem}.cpp")):
            found.append(str(path.relative_to(root)))
    return found


def selftest():
    table = {"low": (0, []), "js": (1, []), "mid": (1, ["low"]), "other": (1, []), "top": (2, ["mid"])}
    cases = [
        ("js/a.cpp", "#include <js/Value.h>\n", None),
        ("top/a.cpp", "#include <js/Value.h>\n", "only js may see the engine"),
        ("mid/a.cpp", "#include <low/l.h>\n", None),
        ("top/a.cpp", "#include <low/l.h>\n", None),
        ("mid/a.cpp", '#include "m.h"\n', None),
        ("mid/a.cpp", "#include <vector>\n", None),
        ("mid/a.cpp", "#include <top/t.h>\n", "does not depend on top"),
        ("mid/a.cpp", "#include <other/o.h>\n", "does not depend on other"),
        ("mid/a.cpp", "#include <mid/m.h>\n", 'write "file.h"'),
        ("mid/a.cpp", '#include "../low/l.h"\n', "leaves the library"),
        ("mid/a.cpp", "#include <low/none.h>\n", "no such header"),
        ("mid/a.cpp", '#include "none.h"\n', "nothing of that name"),
    ]
    for place, text, expected in cases:
        with tempfile.TemporaryDirectory() as root:
            src = pathlib.Path(root) / "src"
            for folder, header in (("low", "l.h"), ("js", "j.h"), ("mid", "m.h"), ("other", "o.h"), ("top", "t.h")):
                (src / folder).mkdir(parents=True)
                (src / folder / header).touch()
                (src / folder / "README.md").touch()
            (src / place).write_text(text)
            found = complaints(root, table)
            if expected is None and found:
                sys.exit(f"{place} {text!r}: expected no complaint, got {found}")
            if expected is not None and not any(expected in line for line in found):
                sys.exit(f"{place} {text!r}: expected {expected!r}, got {found}")
    print(f"{len(cases)} includes judged as they should be")


if __name__ == "__main__":
    if sys.argv[1] == "selftest":
        selftest()
    elif sys.argv[1] == "untested":
        print("\n".join(untested(sys.argv[2])))
    else:
        houses = read_table(sys.argv[3])
        lines = complaints(sys.argv[2], houses)
        print("\n".join(lines) or f"{len(houses)} libraries, no include out of place")
        sys.exit(1 if lines else 0)
