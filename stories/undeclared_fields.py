#!/usr/bin/env python3
"""L1: a field that the manifest does not declare is never stored, forwarded or logged."""

import subprocess
import time

from house import BIN, House, Person, expect, say


def until(holds, patience=20):
    """Whether it holds before long."""
    end = time.monotonic() + patience
    while not holds() and time.monotonic() < end:
        time.sleep(0.5)
    return holds()


house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision("warmly-thermostat", "hall")
ana.claim(hall)


def counted():
    """What is counted of drift, without its day and manifest."""
    return {(row["stream"], row["kind"], row["name"], row["type"], row["count"]) for row in house.operator("GET", "/v1/drift").rows}


say("the thermostat sends what it may, and the name of the Wi-Fi and where the home is")
reading = {"temperature": 20.53, "humidity": 48, "occupied": True, "ssid": "BeechCottage-5G", "latitude": 51.501273, "wifi": {"bssid": "aa:bb:cc:dd:ee:ff"}}
expect("the reading is acknowledged", hall.sends("climate", reading) == 1)
hall.sends("nobody_declared_this", {"secret_of_the_house": "open sesame"})
rows = ana.rows("climate")
expect("its declared fields are kept", any(row.get("temperature") == 20.5 for row in rows))
undeclared = {"ssid", "latitude", "wifi", "bssid", "secret_of_the_house"}
expect("nothing else is in what Ana gets", not any(undeclared & set(row) for row in rows))
expect("that it was sent is counted by name and type, once the counts are written", until(lambda: counted() == {
    ("climate", "no_time", None, None, 1),
    ("climate", "undeclared_field", "/ssid", "string", 1),
    ("climate", "undeclared_field", "/latitude", "number", 1),
    ("climate", "undeclared_field", "/wifi", "object", 1),
    (None, "undeclared_topic", "{device}/nobody_declared_this", "object", 1),
}))
expect("and nobody but the operator sees it", house.program("GET", "/v1/drift", "no-token").status == 401)
house.stop()
needles = [b"BeechCottage-5G", b"51.501273", b"bssid", b"aa:bb:cc", b"open sesame", b"secret_of_the_house"]
expect("nor in any file", house.found_in_files(*needles) == [])
log = (house.folder.parent / f"{house.folder.name}.log").read_bytes()
expect("nor in the server's log", not any(needle in log for needle in needles))
command = subprocess.run([BIN, "drift", "--dir", str(house.folder), "--format", "json"], capture_output=True, text=True, timeout=60)
expect("`cardea drift` says the same of the folder, and ends with 1", command.returncode == 1 and len(command.stdout.splitlines()) == 5)
expect("without a value", not any(needle.decode() in command.stdout for needle in needles))
house.start()
house.close()
