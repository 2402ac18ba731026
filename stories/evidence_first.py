#!/usr/bin/env python3
"""L7: data leaves only against a purpose, to a recipient that the manifest names for it, and the evidence is durable before the first byte."""

import pathlib
import re
import sqlite3
import subprocess

from house import BIN, House, Person, expect, say

PRODUCT = "warmly-thermostat"
house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision(PRODUCT, "hall")
ana.claim(hall)
ana.says("grant", PRODUCT, "savings_report")
hall.sends("climate", {"temperature": 20.53, "humidity": 48, "occupied": True})
homewise, gridwise, warmly = (house.organisation(name) for name in ("homewise", "gridwise", "warmly"))
subject = homewise.subjects(PRODUCT, "savings_report")[0]

say("who reads, and for what")
reply = homewise.read(subject, PRODUCT, "climate", "savings_report")
expect("the recipient gets it, in steps of half a degree", reply.status == 200 and reply.rows[0]["temperature_mean"] == 20.5)
expect("and no field that its purpose does not use", set(reply.rows[0]) == {"at", "device", "temperature_mean"})
entry = reply.headers["x-cardea-log-entry"]
expect("its answer names the entry of the log", entry is not None)
expect("another recipient is refused", gridwise.read(subject, PRODUCT, "climate", "savings_report").status == 403)
expect("so is the maker for a purpose nobody agreed to", warmly.read(subject, PRODUCT, "climate", "research").status == 403)
expect("the operator reads no readings", house.operator("GET", "/v1/readings?" + "&".join(
    ["household=" + subject["household"], f"product={PRODUCT}", "stream=climate", "purpose=heating", "from=2020-01-01T00:00:00Z", "until=2100-01-01T00:00:00Z"])).status == 403)
expect("Ana sees who looked", "Homewise" in ana.see("/who-looked").text or "homewise" in ana.see("/who-looked").text)

say("the log cannot be written: then nothing leaves")
lock = sqlite3.connect(house.folder / "log.db", isolation_level=None)
lock.execute("BEGIN IMMEDIATE")
reply = homewise.read(subject, PRODUCT, "climate", "savings_report")
expect("the recipient is told to come again, and gets no reading", reply.status == 503 and b"temperature" not in reply.body)
lock.execute("ROLLBACK")
lock.close()
expect("and when it can be written again, reads again", homewise.read(subject, PRODUCT, "climate", "savings_report").status == 200)

say("a receipt verifies offline, and a forged one does not")
receipts = ana.see("/receipts").text
path = re.search(r'href="(/receipts/[^"]+)"', receipts).group(1)
receipt = ana.see(path).text
key = house.program("GET", "/log/key", "").text.strip()
file = pathlib.Path(house.folder.parent) / f"{house.folder.name}-receipt.json"
file.write_text(receipt)
verify = lambda: subprocess.run([BIN, "verify", str(file), "--key", key], capture_output=True, text=True)
expect("cardea verify says so", verify().returncode == 0)
file.write_text(receipt.replace("savings_report", "heating_report"))
expect("and not of the forged one", verify().returncode == 1)
file.unlink()
house.close()
