#!/usr/bin/env python3
"""L3: once a withdrawal has been answered, nothing that arrives after it is stored or served for the purpose, with 32 connections publishing."""

import threading
import time
from datetime import datetime, timedelta, timezone

from house import House, Person, expect, say

PRODUCT = "stride-band"
house = House("examples/fitness_tracker/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
# One device may have eight connections, so it takes four bands.
bands = [house.provision(PRODUCT, f"band-{number}") for number in range(4)]
for band in bands:
    ana.claim(band)
ana.wears(PRODUCT)
northdale = house.organisation("northdale")
for kind in ("ordinary", "explicit"):
    ana.says("grant", PRODUCT, "heart_study", kind=kind)
start = datetime.now(timezone.utc) - timedelta(days=20)
counts, stop = [0] * 32, threading.Event()


def publish(number):
    band = bands[number % 4]
    client = band.connect(f"load-{number}")
    while not stop.is_set():
        at = [(start + timedelta(hours=number, seconds=counts[number] + ahead)).isoformat() for ahead in range(5)]
        counts[number] += band.publishes(client, "heart", *({"at": at, "rate": 70, "variation": 40} for at in at))
    client.disconnect()
    client.loop_stop()


say("thirty-two connections publish Ana's pulse for a study she agreed to")
threads = [threading.Thread(target=publish, args=(number,), daemon=True) for number in range(32)]
for thread in threads:
    thread.start()
until = time.monotonic() + 30
while not ana.rows("heart") and time.monotonic() < until:
    time.sleep(0.1)
subject = {"household": northdale.subjects(PRODUCT, "heart_study")[0]["household"], "person": ana.id_on(PRODUCT)}
expect("the study reads it", northdale.read(subject, PRODUCT, "heart", "heart_study").rows != [])
say("she takes her yes back while they go on")
done = ana.says("withdraw", PRODUCT, "heart_study")
expect("the answer is there", done.status == 200)
expect("what was kept for it is gone", ana.rows("heart") == [])
expect("the study is refused", northdale.read(subject, PRODUCT, "heart", "heart_study").status == 403)
before = sum(counts)
time.sleep(3)
stop.set()
for thread in threads:
    thread.join(60)
expect("they went on sending, and were acknowledged", sum(counts) > before)
expect("nothing of it was kept", ana.rows("heart") == [])
say("she says yes again")
ana.says("grant", PRODUCT, "heart_study")
expect("what came in between does not come back", northdale.read(subject, PRODUCT, "heart", "heart_study").rows == [])
house.close()
