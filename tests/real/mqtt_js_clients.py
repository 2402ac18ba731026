#!/usr/bin/env python3
"""npm's mqtt with MQTT 3.1.1 and 5; and as a hub that subscribes, as programs written for a broker do."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stories"))

from house import House, Person, expect

house = House("examples/doorbell/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
door = house.provision("knock-doorbell", "front-door")
ana.claim(door)
hub = house.provision("knock-doorbell", "lodge", hub=True)
script = pathlib.Path(__file__).with_name("mqtt_js_clients.cjs")
done = subprocess.run(["node", str(script), str(house.mqtt), door.name, door.token, hub.name, hub.token], capture_output=True, text=True, timeout=120)
print(done.stdout, done.stderr)
expect("every publish is acknowledged, every subscription refused, but a hub's granted", done.returncode == 0)
each = [tier for tier in ana.tiers("answers") if tier["interval_milliseconds"] is None]
expect("600 readings are there, each once", sum(len(tier["rows"]) for tier in each) == 600)
house.close()
