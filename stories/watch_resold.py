#!/usr/bin/env python3
"""A watch is sold: the seller gets a certificate, the buyer a clean device, and nobody anything back. Then one whose seller forgot."""

import base64
import re
import sqlite3
import subprocess
import urllib.parse
import urllib.request

import paho.mqtt.client as mqtt
from house import BIN, PASSWORD, Device, House, Person, expect, fetch, say

PRODUCT = "stride-band"
house = House("examples/fitness_tracker/cardea.yaml", "examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
eve = Person.founds(house, "Elm Row", "Eve", "eve@elm.example")
band, spare = house.provision(PRODUCT, "band-1"), house.provision(PRODUCT, "band-2")
for device in (band, spare):
    ana.claim(device)
ana.wears(PRODUCT)
ana.says("grant", PRODUCT, "heart_and_sleep", kind="explicit")
band.sends("sleep", *({"stage": "deep", "movements": number} for number in range(30)))
spare.sends("sleep", *({"stage": "light", "movements": number} for number in range(5)))
rows = len(ana.rows("sleep"))
expect("her nights are kept", rows > 0)


def code_in(page):
    return re.search(r"<pre[^>]*><code>([A-Z0-9 ]+)</code>", page).group(1)


def of(person, name):
    """The number of a device, from the form on its page."""
    for number in range(1, 9):
        page = person.see(f"/devices/{number}")
        if f"<h1>{name}</h1>" in page.text:
            return re.search(r'name="device" value="(d-[0-9a-f]+)"', page.text).group(1)
    return None


def refused(device):
    """Whether MQTT refuses a device's token."""
    codes = []
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="try", protocol=mqtt.MQTTv311)
    client.username_pw_set(device.name, device.token)
    client.on_connect = lambda _client, _data, _flags, reason, _properties: (codes.append(reason), client.disconnect())
    client.connect("127.0.0.1", house.mqtt)
    for _ in range(200):
        client.loop(0.05)
        if codes:
            break
    return bool(codes) and codes[0].is_failure


def presses(device):
    basic = base64.b64encode(f"{device.name}:{device.token}".encode()).decode()
    request = urllib.request.Request(house.url("/v1/reset-pressed"), data=b"", method="POST", headers={"Authorization": f"Basic {basic}"})
    return fetch(request).status


def blocks(device_id):
    number = int(device_id[2:], 16)
    number -= (1 << 64) if number >= 1 << 63 else 0
    db = sqlite3.connect(house.folder / "data.db")
    found = [row[0] for row in db.execute("SELECT data FROM block WHERE device = ?", (number,))]
    db.close()
    return found


say("Ana sells the first")
sold_id = of(ana, "band-1")
what_was = blocks(sold_id)
expect("what it sent lies in blocks", len(what_was) > 0)
wrong = ana.post("/devices/hand-on", device=sold_id, how="buyer", password="wrong")
expect("a wrong password sells nothing", wrong.status == 403 and not refused(band))
sold = ana.post("/devices/hand-on", device=sold_id, how="buyer", password=PASSWORD)
expect("it has forgotten her home", "has forgotten this home" in sold.text)
code = code_in(sold.text)
certificate = urllib.parse.unquote(re.search(r'data:application/ld\+json;charset=utf-8,([^"]+)"', sold.text).group(1))
path = house.folder.parent / "certificate.json"
path.write_text(certificate)
key = fetch(urllib.request.Request(house.url("/log/key"))).text.strip()
verified = subprocess.run([BIN, "verify", str(path), "--key", key], capture_output=True, text=True)
expect("cardea verify accepts the certificate", verified.returncode == 0)
path.write_text(certificate.replace('"cardea:rowsDeleted": ', '"cardea:rowsDeleted": 1'))
expect("and no other", subprocess.run([BIN, "verify", str(path), "--key", key], capture_output=True).returncode != 0)
expect("it names nobody and no device", "Ana" not in certificate and "band" not in certificate)
expect("its old key is refused", refused(band))
house.stop()
expect("what it sent is in no file", house.found_in_files(*what_was) == [])
house.start()
for person in (ana, eve):
    person.sign_in()
left = len(ana.rows("sleep"))
expect("what the other band sent is still hers", 0 < left < rows)

say("Eve buys it")
expect("the code of the box is worth nothing", eve.post("/people/device", code=band.claim_code).status == 422)
claimed = eve.post("/people/device", code=code)
expect("the seller’s code brings it in", "is yours" in claimed.text)
token = re.search(r"<code>([0-9a-f]{64})</code>", claimed.text).group(1)
fresh = Device(house, "band-1", token, "")
expect("with a key of its own", not refused(fresh) and refused(band))
for used in (code, band.claim_code):
    expect("Ana cannot claim it back", ana.post("/people/device", code=used).status == 422)
expect("it has another number in her home", of(eve, "band-1") not in (None, sold_id))
eve.wears(PRODUCT)
eve.says("grant", PRODUCT, "heart_and_sleep", kind="explicit")
fresh.sends("sleep", {"stage": "deep", "movements": 1})
expect("she sees hers and nothing before", 0 < len(eve.rows("sleep")) < rows)

say("Ana gives the second away, and forgets to let it go")
expect("the code of the box alone is nothing", eve.post("/people/recover", code=spare.claim_code).status == 422)
expect("Eve holds its button", presses(spare) == 204)
asked = eve.post("/people/recover", code=spare.claim_code)
expect("now she can ask for it", "You ask for" in asked.text)
expect("Ana is told, and may say no", "asks to have it" in ana.see("/notices").text and "No, it is ours" in ana.see("/devices").text)
listed = house.operator("GET", "/v1/recoveries").json["recoveries"]
expect("the maker sees that it is asked for", len(listed) == 1 and listed[0]["product"] == PRODUCT)
device = listed[0]["device"]
expect("it cannot be taken yet", eve.post("/devices/take", device=device, password=PASSWORD).status == 422)
house.stop()
house.start("--clock-ahead", "30d")
for person in (ana, eve):
    person.sign_in()
expect("nor by a clock that jumps", eve.post("/devices/take", device=device, password=PASSWORD).status == 422)
expect("the maker has seen the bill of sale, and agrees", house.operator("POST", f"/v1/recoveries/{device}/approve").status == 204)
taken = eve.post("/devices/take", device=device, password=PASSWORD)
expect("Eve has it", "is yours" in taken.text)
expect("its old key is refused", refused(spare))
expect("Ana is told", "has left this home" in ana.see("/notices").text)
house.stop()
house.start()
house.close()
