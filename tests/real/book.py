#!/usr/bin/env python3
"""What the chapters of the book type into a shell does what they say; mdBook builds the book; every link within it leads somewhere, and
every control has its page. How a chapter is written stands in docs/tasks/write-a-chapter.md."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

ROOT = pathlib.Path.cwd()
CHAPTERS = ROOT / "book/src"
BOOK = ROOT / "target/book/book"
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
EXIT = re.compile(r"\s+# exit (\d+)$")
FENCE = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Page(HTMLParser):
    """Links and anchors of one page."""

    def __init__(self):
        super().__init__()
        self.links, self.anchors = [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if attrs.get("id"):
            self.anchors.add(attrs["id"])


def parsed(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def typed(chapter):
    """Runs the `console` fences of a chapter in a folder of its own; what is wrong, and how many commands there were."""
    folder = SCRATCH / chapter.stem
    folder.mkdir()
    shutil.copytree(ROOT / "examples", folder / "examples")
    wrong, commands = [], 0
    for fence in FENCE.finditer(chapter.read_text(encoding="utf-8")):
        kind, text = fence["kind"], fence["text"]
        if kind.startswith("yaml whole "):
            (folder / kind.removeprefix("yaml whole ")).write_text(text, encoding="utf-8")
        if kind != "console":
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, *expected = part.splitlines()
            commands += 1
            wrong += [f"{chapter.relative_to(ROOT)}: `{command}`: {why}" for why in tried(command, expected, folder)]
    return wrong, commands


def tried(command, expected, folder):
    """What is otherwise than a command's line and the lines beneath it say."""
    says = EXIT.search(command)
    code = int(says[1]) if says else 0
    ran = subprocess.run(
        ["sh", "-c", EXIT.sub("", command)], cwd=folder, capture_output=True, text=True, timeout=60,
        env={**os.environ, "PATH": f"{SCRATCH / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1"},
    )
    output = ran.stdout + ran.stderr
    if ran.returncode != code:
        yield f"exit {ran.returncode}, not {code}:\n{output}"
    lines = iter(line.strip() for line in output.splitlines())
    for line in expected:
        line = line.strip()
        if line and line != "..." and line not in lines:
            yield f"does not print, or not in this order: {line}\n{output}"
            return


def main():
    (SCRATCH / "bin").mkdir()
    (SCRATCH / "bin/cardea").symlink_to(pathlib.Path(os.environ["CARDEA_BIN"]).resolve())
    wrong, commands = [], 0
    for chapter in sorted(CHAPTERS.rglob("*.md")):
        found, count = typed(chapter)
        wrong, commands = wrong + found, commands + count
    if commands == 0:
        wrong.append("no chapter types anything")
    subprocess.run(["cargo", "xtask", "book"], check=True)
    pages = {path: parsed(path) for path in BOOK.rglob("*.html") if path.name not in ("toc.html", "print.html", "404.html")}
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            to = (path.parent / target).resolve() if target else path
            if to.name == "print.html":
                continue
            if not to.exists():
                wrong.append(f"{path.relative_to(BOOK)}: {link} leads nowhere")
            elif anchor and to in pages and anchor not in pages[to].anchors:
                wrong.append(f"{path.relative_to(BOOK)}: {link} has no such heading")
    controls = {path.stem for path in (ROOT / "crates/cardea-catalogue/src/controls").rglob("*.md")}
    built = {path.stem for path in (BOOK / "controls").glob("*.html")}
    if len(controls) != len(built):
        wrong.append(f"{len(controls)} controls, but {len(built)} pages of controls")
    print("\n".join(wrong) or f"{commands} commands do what the chapters say; {len(pages)} pages, every link leads somewhere")
    sys.exit(1 if wrong else 0)


main()
