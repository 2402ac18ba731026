#!/usr/bin/env python3
"""L4: once an erasure has been answered, nothing in any file can be opened to that person's data; the secret itself is nowhere."""

import shutil
import sqlite3

from house import PASSWORD, House, Person, expect, say

PRODUCT = "stride-band"
house = House("examples/fitness_tracker/cardea.yaml", "examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana Ashworth", "ana@beech.example")
ben = ana.adds_adult("Ben Ashworth", "ben@beech.example")
band, hall = house.provision(PRODUCT, "band"), house.provision("warmly-thermostat", "hall")
for device in (band, hall):
    ana.claim(device)
ana.wears(PRODUCT)
ana.says("grant", PRODUCT, "heart_and_sleep", kind="explicit")
band.sends("sleep", *({"stage": "deep", "movements": number} for number in range(40)))
hall.sends("climate", {"temperature": 20.5, "humidity": 48, "occupied": True})
expect("her nights are kept", len(ana.rows("sleep")) > 0)

say("what her secret looks like on disk, and a copy of the data without the secrets, as a backup would be")
house.stop()
secrets = sqlite3.connect(house.folder / "secrets" / "secrets.db")
blobs = {bytes(value) for (table,) in secrets.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
         for row in secrets.execute(f"SELECT * FROM {table}").fetchall() for value in row if isinstance(value, bytes) and len(value) >= 32}
secrets.close()
backup = house.folder.parent / f"{house.folder.name}-backup"
shutil.copytree(house.folder, backup, ignore=shutil.ignore_patterns("secrets"))
house.start()
ana.sign_in()

say("she asks to be forgotten")
wrong = ana.post("/forget-me", password="not my password", word="forget")
expect("a wrong password forgets nobody", wrong.status != 200 and ana.see("/").status == 200)
page = ana.post("/forget-me", password=PASSWORD, word="forget")
expect("it is answered, with a receipt", page.status == 200 and "inclusion" in page.text.lower() or "receipt" in page.text.lower())
expect("she can sign in no more", Person(house, "ana@beech.example").sign_in().status == 422)
expect("Ben still sees the home", ben.rows("climate") != [])
expect("and none of her", ben.rows("sleep") == [])
house.stop()
expect("her name and address are in no file", house.found_in_files(b"ana@beech.example", b"Ana Ashworth") == [])
secrets = sqlite3.connect(house.folder / "secrets" / "secrets.db")
left = {bytes(value) for (table,) in secrets.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for row in secrets.execute(f"SELECT * FROM {table}").fetchall() for value in row if isinstance(value, bytes) and len(value) >= 32}
secrets.close()
gone = blobs - left
expect("a wrapped secret left the table", len(gone) > 0)
expect("and is in no file of the folder", house.found_in_files(*gone) == [])

say("the old backup is put back, with the secrets of today")
for name in ("data.db", "data.db-wal", "data.db-shm"):
    (house.folder / name).unlink(missing_ok=True)
    if (backup / name).exists():
        shutil.copy(backup / name, house.folder / name)
house.start()
expect("she still cannot sign in: her details open no more", Person(house, "ana@beech.example").sign_in().status != 200)
house.close()
shutil.rmtree(backup)
