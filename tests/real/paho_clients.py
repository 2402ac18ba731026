#!/usr/bin/env python3
"""PyPI's paho-mqtt with MQTT 3.1.1 and 5: acknowledged after the commit, sessions resumed, a subscriber refused politely."""

import json
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stories"))

import paho.mqtt.client as mqtt

from house import House, Person, expect

house = House("examples/doorbell/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
door = house.provision("knock-doorbell", "front-door")
ana.claim(door)
sent = 0
for version, name in ((mqtt.MQTTv311, "3.1.1"), (mqtt.MQTTv5, "5")):
    for qos in (0, 1, 2):
        client = door.connect(f"paho-{name}-{qos}", version)
        messages = []
        for _ in range(200):
            sent += 1
            at = f"2026-11-23T{sent // 3600:02}:{sent // 60 % 60:02}:{sent % 60:02}Z"
            messages.append(client.publish("front-door/answers", json.dumps({"at": at, "way": "opened", "wait": 3}), qos=qos))
        for message in messages:
            message.wait_for_publish(30)
        expect(f"MQTT {name}, QoS {qos}: 200 of 200", all(message.is_published() for message in messages))
        client.disconnect()
        client.loop_stop()
    told, event = [], threading.Event()
    client = door.connect(f"paho-sub-{name}", version)

    def on_subscribe(_client, _data, _mid, codes, _properties):
        told.extend(codes)
        event.set()

    client.on_subscribe = on_subscribe
    client.subscribe([("#", 1), ("front-door/answers", 0)])
    event.wait(20)
    expect(f"MQTT {name}: subscriptions are refused, each by itself", len(told) == 2 and all(code.is_failure for code in told))
    still = client.publish("front-door/answers", json.dumps({"at": f"2026-11-22T00:00:0{version}Z", "way": "watched", "wait": 1}), qos=1)
    still.wait_for_publish(20)
    expect(f"MQTT {name}: and the connection goes on", still.is_published())
    client.disconnect()
    client.loop_stop()
each = [tier for tier in ana.tiers("answers") if tier["interval_milliseconds"] is None]
expect(f"all {sent + 2} are there, each once", sum(len(tier["rows"]) for tier in each) == sent + 2)
house.close()
