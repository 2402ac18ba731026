#!/usr/bin/env python3
"""L5: once its time is over, data can be read by nobody, and is physically gone after the next sweep."""

import sqlite3

from house import House, Person, expect, say


def blocks(house):
    db = sqlite3.connect(house.folder / "data.db")
    count = db.execute("SELECT count(*) FROM block").fetchone()[0]
    journal = db.execute("SELECT count(*) FROM journal WHERE data IS NOT NULL").fetchone()[0]
    db.close()
    return count, journal


house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision("warmly-thermostat", "hall")
ana.claim(hall)
hall.sends("climate", *({"temperature": 20 + number / 10, "humidity": 48, "occupied": True} for number in range(20)))
tiers = ana.tiers("climate")
held = sum(len(tier["rows"]) for tier in tiers)
expect("it is kept in tiers: each reading, and one an hour", held > 20)
house.stop()
before, _ = blocks(house)

say("thirty-three days later")
house.start("--clock-ahead", "33d")
ana.sign_in()
tiers = ana.tiers("climate")
expect("each reading (kept 30 days) is gone", all(tier["rows"] == [] for tier in tiers if tier["interval_milliseconds"] is None))
expect("one value an hour (kept 90 days) is there", any(tier["rows"] for tier in tiers if tier["interval_milliseconds"]))
house.stop()
after, journal = blocks(house)
expect("the blocks are gone from the file", after < before and journal == 0)

say("three years later")
house.start("--clock-ahead", "3y")
ana.sign_in()
expect("nothing is left to read", all(tier["rows"] == [] for tier in ana.tiers("climate")))
house.stop()
expect("and nothing is left on disk", blocks(house) == (0, 0))
house.start("--clock-ahead", "3y")
house.close()
