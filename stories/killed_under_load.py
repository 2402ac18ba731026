#!/usr/bin/env python3
"""L6: a device gets its acknowledgement only when the reading is durable. `kill -9` under load, five times: acknowledged against stored."""

import itertools
import json
import random
import threading
import time
from datetime import datetime, timedelta, timezone

import paho.mqtt.client as mqtt

from house import House, Person, expect, say

house = House("examples/doorbell/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
door = house.provision("knock-doorbell", "door")
ana.claim(door)
start = datetime.now(timezone.utc) - timedelta(days=3)
numbers = itertools.count()
acknowledged, sent = set(), []


def publish_until_it_breaks(name, seconds):
    """A sender that counts what was acknowledged to it."""
    mine, told = {}, []
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name)
    client.username_pw_set(door.name, door.token)
    client.max_inflight_messages_set(50)
    client.on_publish = lambda _client, _data, mid, *_rest: told.append(mid)
    client.connect("127.0.0.1", house.mqtt)
    client.loop_start()
    until = time.monotonic() + seconds
    while time.monotonic() < until and len(mine) < 60_000:
        at = start + timedelta(seconds=next(numbers))
        message = client.publish(f"{door.name}/answers", json.dumps({"at": at.isoformat(), "way": "spoke", "wait": 7}), qos=1)
        mine[message.mid] = at
        time.sleep(0.001)
    client.loop_stop()
    acknowledged.update(mine[mid] for mid in told)
    sent.extend(mine.values())


for round_number in range(5):
    senders = [threading.Thread(target=publish_until_it_breaks, args=(f"load-{round_number}-{number}", 4)) for number in range(4)]
    for sender in senders:
        sender.start()
    time.sleep(random.uniform(1.0, 3.0))
    house.kill()
    for sender in senders:
        sender.join()
    house.start()
    say(f"  killed and started again ({round_number + 1}): {len(acknowledged)} acknowledged so far of {len(sent)} sent")

ana.sign_in()
stored = [row["at"] for row in ana.rows("answers")]
# The store keeps milliseconds.
wanted = {at.replace(microsecond=at.microsecond // 1000 * 1000) for at in acknowledged}
there = [datetime.fromisoformat(at.replace("Z", "+00:00")) for at in stored]
expect(f"{len(wanted)} were acknowledged, enough to mean something", len(wanted) > 200)
expect("every one of them is there", wanted <= set(there))
expect("and each once", len(there) == len(set(there)))
house.close()
