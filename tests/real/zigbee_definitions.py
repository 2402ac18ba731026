#!/usr/bin/env python3
"""Every device that zigbee2mqtt knows is imported: its manifest can be read, and what the device can send is as declared."""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = os.environ["CARDEA_BIN"]
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
# Of so many devices, one is compared with what it can send: a process each.
ONE_IN = 15


def expect(what, held):
    print(f"  {'held  ' if held else 'BROKEN'} {what}", flush=True)
    if not held:
        sys.exit(1)


def run(*arguments, **options):
    return subprocess.run([BIN, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)


known = SCRATCH / "known.ndjson"
subprocess.run(["node", str(ROOT / "tests/real/zigbee_definitions.mjs"), str(known)], check=True, timeout=120)
known = [json.loads(line) for line in known.read_text().splitlines()]
bridge = SCRATCH / "devices.json"
bridge.write_text(json.dumps([{"ieee_address": f"0x{nth:016x}", "friendly_name": "Grandmothers lamp", "definition": each["definition"]} for nth, each in enumerate(known)]))
imported = run("import", "zigbee2mqtt", bridge, "-o", SCRATCH / "all")
print(imported.stdout, imported.stderr)
expect(f"{len(known)} definitions are imported", imported.returncode == 0 and len(known) > 4000)
manifests = sorted((SCRATCH / "all").glob("*/cardea.yaml"))
expect(f"to {len(manifests)} manifests, one for each that is not the same", len(manifests) > 0.9 * len(known))
checked = run("check", "--format", "json", SCRATCH / "all")
unread = [manifest["path"] for manifest in json.loads(checked.stdout)["manifests"] if manifest.get("problems")] if checked.returncode == 2 else []
expect(f"each of which can be read {unread[:3]}", checked.returncode == 1)
texts = "".join(manifest.read_text() for manifest in manifests)
expect("what people call them is in none", "Grandmother" not in texts)
unknown = texts.count("# reveals: not known")
fields = texts.count(", data: ")
expect(f"of {fields} fields the names of {unknown} say nothing to us: one in twenty at most", unknown * 20 < fields)

compared, odd = 0, []
for each in known[::ONE_IN]:
    one, folder = SCRATCH / "one.json", SCRATCH / f"one-{compared}"
    one.write_text(json.dumps(each["definition"]))
    run("import", "zigbee2mqtt", one, "-o", folder)
    manifest = folder / "cardea.yaml"
    if not manifest.exists() or "a stream has at most 64" in manifest.read_text() or "fields:" not in manifest.read_text():
        continue
    message = json.dumps({"topic": "zigbee2mqtt/lamp", "payload": each["payload"]})
    against = run("observe", "-", "--against", manifest, input=message)
    compared += 1
    if against.returncode != 0:
        odd.append((each["definition"]["vendor"], each["definition"]["model"], against.stdout))
for vendor, model, found in odd[:5]:
    print(vendor, model, found)
expect(f"what {compared} of them can send is as declared; {len(odd)} are not", compared > 200 and not odd)
