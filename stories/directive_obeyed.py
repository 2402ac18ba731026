#!/usr/bin/env python3
"""Collect less at the source: within a second of a withdrawal, a device that obeys its directive sends nothing more for it."""

import json
import threading
import time

from house import House, Person, expect, say

PRODUCT = "stride-band"
house = House("examples/fitness_tracker/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
band = house.provision(PRODUCT, "band-1")
other = house.provision(PRODUCT, "band-2")
ana.claim(band)
ana.wears(PRODUCT)

heard, sent, stop = [], [], threading.Event()
client = band.connect("band-1-obeys")
client.on_message = lambda _client, _userdata, message: heard.append((time.monotonic(), message.retain, json.loads(message.payload)))
granted = threading.Event()
codes = []


def on_subscribe(_client, _userdata, _id, reasons, _properties):
    codes.extend(reasons)
    granted.set()


client.on_subscribe = on_subscribe


def until(what, holds, patience=10):
    end = time.monotonic() + patience
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    expect(what, holds())


def asked(stream):
    return heard[-1][2]["streams"][stream]


def obey():
    """Sends the pulse, ten times a second, while the last directive asks for it: its fields and no others."""
    while not stop.is_set():
        wanted = asked("heart") if heard else {"send": False}
        if wanted["send"]:
            values = {"rate": 70, "variation": 40}
            sent.append(time.monotonic())
            client.publish("band-1/heart", json.dumps({name: values[name] for name in wanted["fields"] if name in values}), qos=1)
        time.sleep(0.1)


say("the band subscribes to its directive")
client.subscribe("cardea/band-1/directive", qos=1)
granted.wait(10)
expect("it is granted", [code.value for code in codes] == [1])
until("the directive is there at once, as a retained message", lambda: len(heard) == 1 and heard[0][1])
expect("before anybody agreed nothing is asked of the pulse", asked("heart") == {"send": False})
expect("no purpose is named in it", not any(word in json.dumps(heard[0][2]) for word in ("heart_study", "sleep_coach", "purpose")))
granted.clear()
codes.clear()
client.subscribe("cardea/band-2/directive", qos=1)
granted.wait(10)
expect("that of another device is refused", codes[0].is_failure)

worker = threading.Thread(target=obey, daemon=True)
worker.start()
say("Ana says yes to a study of her pulse")
for kind in ("ordinary", "explicit"):
    ana.says("grant", PRODUCT, "heart_study", kind=kind)
until("the band is asked for it", lambda: asked("heart")["send"], 1)
until("and sends", lambda: len(sent) > 5)
say("she takes her yes back")
ana.says("withdraw", PRODUCT, "heart_study")
answered = time.monotonic()
until("within a second the band is told", lambda: asked("heart") == {"send": False}, 1)
time.sleep(3)
late = [at - answered for at in sent if at > answered + 1]
expect("and a second later it sends nothing of it any more", late == [])
say(f"  told {heard[-1][0] - answered:+.3f} s from the answer to her")
stop.set()
worker.join(5)
client.disconnect()
client.loop_stop()
house.close()
