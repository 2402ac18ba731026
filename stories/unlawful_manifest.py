#!/usr/bin/env python3
"""A manifest that breaks the law is not served; one that cannot be read is told with its line; secrets that are missing stop the start."""

import pathlib
import shutil
import subprocess
import tempfile

from house import BIN, ROOT, House, Person, expect, free_port

scratch = pathlib.Path(tempfile.mkdtemp())
good = (ROOT / "examples/thermostat/cardea.yaml").read_text()


def serve(text, folder):
    manifest = scratch / "cardea.yaml"
    manifest.write_text(text)
    command = [BIN, "serve", str(manifest), "--dir", str(folder), "--mqtt", f"127.0.0.1:{free_port()}", "--http", f"127.0.0.1:{free_port()}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


unlawful = serve(good.replace("scheme: user_defined", "scheme: shared"), scratch / "a")
expect("a shared password is not served, and the reason is said", unlawful.returncode == 2 and "MUST" in unlawful.stderr and "cardea check" in unlawful.stderr)
unreadable = serve(good.replace("basis: contract", "basis: contrakt", 1), scratch / "b")
expect("a slip is shown with its line and the word that was meant", unreadable.returncode == 2 and "did you mean `contract`" in unreadable.stdout)
house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
house.stop()
away = scratch / "secrets"
shutil.move(house.folder / "secrets", away)
lost = serve(good, house.folder)
expect("data without its secrets is not opened with new ones", lost.returncode == 2 and "secrets" in lost.stderr)
shutil.rmtree(house.folder / "secrets", ignore_errors=True)
shutil.move(away, house.folder / "secrets")
house.start("--clock-ahead", "3y")
expect("what was served before goes on when a statement in it has expired", ana.sign_in().status == 200)
house.close()
shutil.rmtree(scratch)
