#!/usr/bin/env python3
"""The book is built by mdBook; every link within it leads somewhere, and every control has its page."""

import pathlib
import re
import subprocess
import sys
from html.parser import HTMLParser

ROOT = pathlib.Path.cwd()
BOOK = ROOT / "target/book/book"


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


def main():
    subprocess.run(["cargo", "xtask", "book"], check=True)
    pages = {path: parsed(path) for path in BOOK.rglob("*.html") if path.name not in ("toc.html", "print.html", "404.html")}
    wrong = []
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
    print("\n".join(wrong) or f"{len(pages)} pages, every link leads somewhere")
    sys.exit(1 if wrong else 0)


main()
