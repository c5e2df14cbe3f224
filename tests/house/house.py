#!/usr/bin/env python3
"""Reads the includes of src/ against the table of levels that the build wrote.

Across libraries a header is included as <library/file.h>, inside one as "file.h"; a library includes only what it
depends on, directly or through a dependency; and every folder of src/ has a README and every source file a test.
"""
import pathlib
import re
import sys
import tempfile

# Sources whose test has another name, because what they do is one thing to a user: the test, below tests/.
TESTED_AS = {
    "src/app/module.cpp": "cli/tst_desktopmodule.cpp",
    "src/cli/attach.cpp": "foreign/tst_attach.cpp",
    "src/cli/check.cpp": "cli/tst_program.cpp",
    "src/cli/main.cpp": "cli/tst_program.cpp",
    "src/cli/serve.cpp": "cli/tst_program.cpp",
    "src/scenario/manifestaction.cpp": "scenario/tst_manifest.cpp",
    "src/scenario/manifestcondition.cpp": "scenario/tst_manifest.cpp",
    "src/scenario/manifestcrowd.cpp": "scenario/tst_manifest.cpp",
    "src/scenario/manifesthead.cpp": "scenario/tst_manifest.cpp",
    "src/scenario/manifestlesson.cpp": "scenario/tst_manifest.cpp",
    "src/scenario/manifestnetwork.cpp": "scenario/tst_manifest.cpp",
    "src/session/sessioncommands.cpp": "session/tst_session.cpp",
}

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
    """Source files without a test of their name below tests/ of their library, or that TESTED_AS names in vain."""
    found = []
    for source, test in TESTED_AS.items():
        if not (pathlib.Path(root) / source).is_file() or not (pathlib.Path(root) / "tests" / test).is_file():
            found.append(f"{source}, tested as {test}: one of them is gone")
    src = pathlib.Path(root) / "src"
    for path in sorted(src.rglob("*.cpp")):
        library = path.relative_to(src).parts[0]
        tests = pathlib.Path(root) / "tests" / library
        source = path.relative_to(root).as_posix()
        if source not in TESTED_AS and not any(tests.rglob(f"tst_{path.stem}.cpp")):
            found.append(f"{source}: has no test tests/{library}/**/tst_{path.stem}.cpp")
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

    global TESTED_AS
    TESTED_AS = {"src/low/told.cpp": "low/tst_story.cpp", "src/low/gone.cpp": "low/tst_story.cpp"}
    with tempfile.TemporaryDirectory() as root:
        for place in ("src/low/a.cpp", "src/low/b.cpp", "src/low/told.cpp", "tests/low/deep/tst_a.cpp", "tests/low/tst_story.cpp"):
            path = pathlib.Path(root) / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        expected = [
            "src/low/gone.cpp, tested as low/tst_story.cpp: one of them is gone",
            "src/low/b.cpp: has no test tests/low/**/tst_b.cpp",
        ]
        if untested(root) != expected:
            sys.exit(f"expected {expected}, got {untested(root)}")
    print("a source without its test is named")


if __name__ == "__main__":
    if sys.argv[1] == "selftest":
        selftest()
    elif sys.argv[1] == "untested":
        lines = untested(sys.argv[2])
        print("\n".join(lines) or "every source has its test")
        sys.exit(1 if lines else 0)
    else:
        houses = read_table(sys.argv[3])
        lines = complaints(sys.argv[2], houses)
        print("\n".join(lines) or f"{len(houses)} libraries, no include out of place")
        sys.exit(1 if lines else 0)
