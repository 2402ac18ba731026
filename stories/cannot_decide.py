#!/usr/bin/env python3
"""L8: when a decision cannot be made, data does not flow."""

import sqlite3
import subprocess
import time

import paho.mqtt.client as mqtt

from house import BIN, ROOT, House, Person, expect, free_port, say

house = House("examples/thermostat/cardea.yaml")
hall = house.provision("warmly-thermostat", "hall")

say("a device that nobody has claimed")
expect("is acknowledged", hall.sends("climate", {"temperature": 20.5, "humidity": 48, "occupied": True}) == 1)
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
ana.claim(hall)
expect("but nothing of it was kept", ana.rows("climate") == [])

say("a device with a wrong token, and one that does not exist")
for name, token in (("hall", "wrong"), ("nobody", hall.token)):
    answers = []
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="stranger")
    client.username_pw_set(name, token)
    client.on_connect = lambda _client, _data, _flags, code, _properties: answers.append(code)
    client.connect("127.0.0.1", house.mqtt)
    client.loop_start()
    until = time.monotonic() + 20
    while not answers and time.monotonic() < until:
        time.sleep(0.05)
    client.loop_stop()
    expect(f"{name} is refused", bool(answers) and answers[0].is_failure)

say("readings that mean nothing")
hall.sends("climate", {"temperature": 999}, {"temperature": "warm"}, {"temperature": None}, [], 7)
expect("are not kept", ana.rows("climate") == [])

say("somebody signs in with a wrong password, or is not signed in")
expect("wrong password", Person(house, "ana@beech.example").sign_in("wrong password here").status == 422)
stranger = Person(house, "nobody@beech.example")
expect("a page of the home asks to sign in first", "sign-in" in stranger.see("/my-data").text or "Sign in" in stranger.see("/my-data").text)
expect("no package for strangers", stranger.package() is None)
house.stop()

say("the key-encryption key is not the one of the secrets")
kek = house.folder / "secrets" / "kek"
right = kek.read_bytes()
kek.write_bytes(bytes(byte ^ 1 for byte in right))
address = f"127.0.0.1:{free_port()}"
started = subprocess.run([BIN, "serve", str(ROOT / "examples/thermostat/cardea.yaml"), "--dir", str(house.folder), "--mqtt", address, "--http", f"127.0.0.1:{free_port()}"],
                         capture_output=True, text=True, timeout=60)
expect("the server does not start, and says why", started.returncode == 2 and "key" in started.stderr)
kek.write_bytes(right)

say("the log was cut short")
log = sqlite3.connect(house.folder / "log.db")
tables = [name for (name,) in log.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%entr%'")]
saved = (house.folder / "log.db").read_bytes()
for (trigger,) in log.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    log.execute(f"DROP TRIGGER {trigger}")
log.execute(f"DELETE FROM {tables[0]} WHERE rowid = (SELECT max(rowid) FROM {tables[0]})")
log.commit()
log.close()
started = subprocess.run([BIN, "serve", str(ROOT / "examples/thermostat/cardea.yaml"), "--dir", str(house.folder), "--mqtt", address, "--http", f"127.0.0.1:{free_port()}"],
                         capture_output=True, text=True, timeout=60)
expect("the server does not start, and says why", started.returncode == 2 and "log" in started.stderr)
for suffix in ("-wal", "-shm"):
    (house.folder / f"log.db{suffix}").unlink(missing_ok=True)
(house.folder / "log.db").write_bytes(saved)
house.start()
house.close()
