#!/usr/bin/env python3
"""Payloads as zigbee2mqtt, Tasmota and Shelly firmware sends them, unchanged, on their own topics: the declared fields are kept, the rest is nowhere."""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "stories"))

import paho.mqtt.client as mqtt

from house import Device, House, Person, expect, say



def near(expected, kept):
    """Equal, or for numbers as near as the coarsest step of these products."""
    if isinstance(expected, (bool, str)) or isinstance(kept, (bool, str)):
        return expected == kept
    return abs(expected - kept) <= max(2.5, abs(expected) * 0.02)


for firmware in ("zigbee2mqtt", "tasmota", "shelly"):
    folder = ROOT / "examples" / "firmware" / firmware
    manifest = (folder / "cardea.yaml").read_text()
    product = re.search(r"^  id: (\S+)", manifest, re.M).group(1)
    house = House(f"examples/firmware/{firmware}/cardea.yaml")
    ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
    # Whatever the manifest asks consent for is granted, so that only the paths decide.
    devices = {}
    messages = json.loads((folder / "payloads" / "index.json").read_text())
    for message in messages:
        if message["device"] not in devices:
            devices[message["device"]] = house.provision(product, message["device"])
            ana.claim(devices[message["device"]])
    page = ana.see(f"/product/{product}").text
    for person, purpose in set(re.findall(r'name="person" value="(p-[0-9a-f]+)">\s*<input type="hidden" name="purpose" value="([^"]+)"', page)):
        ana.says("grant", product, purpose, person=person)
    say(f"{firmware}: {len(messages)} messages of {len(devices)} devices")
    for message in messages:
        device: Device = devices[message["device"]]
        client = device.connect("firmware")
        sent = client.publish(message["topic"], (folder / "payloads" / message["file"]).read_bytes(), qos=1)
        sent.wait_for_publish(20)
        expect(f"{message['file']} on {message['topic']} is acknowledged", sent.is_published())
        client.disconnect()
        client.loop_stop()
    package = ana.package()
    tiers = [json.loads(package.read(name)) for name in package.namelist() if name.startswith("data/") and name.endswith(".json")]
    rows = [row for tier in tiers for row in tier["rows"]]
    each = [row for tier in tiers if tier["interval_milliseconds"] is None for row in tier["rows"]]
    for message in messages:
        for field, value in message["expect"].items():
            # Where every reading is kept, the value, as finely as its purposes need it; where one of an interval is, that there is one.
            exact = [row[field] for row in each if field in row]
            kept = any(near(value, other) for other in exact) if exact else any(key.startswith(f"{field}_") for row in rows for key in row)
            expect(f"{message['file']}: {field} is kept" + (f" as {value}" if exact else ""), kept)
    everything = json.dumps(rows)
    dropped = {pointer.rsplit("/", 1)[-1] for message in messages for pointer in message["dropped"]} - {field for message in messages for field in message["expect"]}
    expect(f"nothing undeclared of {len(dropped)} keys is kept", not any(f'"{key}"' in everything for key in dropped if not key.isdigit() and key not in ("at", "device")))
    house.close()
