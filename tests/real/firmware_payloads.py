#!/usr/bin/env python3
"""Payloads as zigbee2mqtt, Tasmota and Shelly firmware sends them, unchanged, on their own topics: the declared fields are kept, the rest is nowhere.

Only the day on which they were sent is made today, since what is older than a manifest keeps it is not kept. Tasmota and Shelly sign in once a device; zigbee2mqtt signs in once for all its sensors, as a hub.
"""

import datetime
import json
import pathlib
import re
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "stories"))

import paho.mqtt.client as mqtt

from house import PATIENCE, House, Person, expect, say


def near(expected, kept):
    """Equal, or for numbers as near as the coarsest step of these products."""
    if isinstance(expected, (bool, str)) or isinstance(kept, (bool, str)):
        return expected == kept
    return abs(expected - kept) <= max(2.5, abs(expected) * 0.02)


# The messages were taken down in the quarter of an hour before this.
TAKEN = datetime.datetime(2026, 11, 23, 10, 15, tzinfo=datetime.UTC)
SINCE = (datetime.datetime.now(datetime.UTC) - TAKEN).total_seconds() // 1 - 3_600
OF_THAT_DAY = re.compile(rb"2026-11-23T10:\d\d:\d\d|\b17954\d{5}\b")


def as_of_today(payload):
    """The same message, sent an hour ago: its times moved, and nothing else."""

    def moved(found):
        text = found[0].decode()
        if text.isdigit():
            return str(int(text) + int(SINCE)).encode()
        return (datetime.datetime.fromisoformat(text) + datetime.timedelta(seconds=SINCE)).isoformat().encode()

    return OF_THAT_DAY.sub(moved, payload)


class Firmware:
    """One of them, in a home that says yes to whatever its manifest asks for, so that only the paths decide."""

    def __init__(self, name):
        self.folder = ROOT / "examples" / "firmware" / name
        manifest = (self.folder / "cardea.yaml").read_text()
        self.product = re.search(r"^  id: (\S+)", manifest, re.M).group(1)
        self.messages = json.loads((self.folder / "payloads" / "index.json").read_text())
        self.names = list(dict.fromkeys(message["device"] for message in self.messages))
        self.house = House(f"examples/firmware/{name}/cardea.yaml")
        self.ana = Person.founds(self.house, "Beech Cottage", "Ana", "ana@beech.example")
        say(f"{name}: {len(self.messages)} messages of {len(self.names)} devices")

    def payload(self, message):
        return as_of_today((self.folder / "payloads" / message["file"]).read_bytes())

    def claims(self, device):
        expect(f"{device.name} is claimed", self.ana.claim(device).status == 200)
        page = self.ana.see(f"/product/{self.product}").text
        asked = re.findall(r'name="person" value="(p-[0-9a-f]+)">\s*<input type="hidden" name="purpose" value="([^"]+)"', page)
        for person, purpose in set(asked):
            self.ana.says("grant", self.product, purpose, person=person)

    def tiers(self):
        package = self.ana.package()
        names = [name for name in package.namelist() if name.startswith("data/") and name.endswith(".json")]
        return [json.loads(package.read(name)) for name in names]

    def is_kept(self):
        """What each message says is in what Ana gets, and nothing else."""
        tiers = self.tiers()
        rows = [row for tier in tiers for row in tier["rows"]]
        each = [row for tier in tiers if tier["interval_milliseconds"] is None for row in tier["rows"]]
        for message in self.messages:
            for field, value in message["expect"].items():
                # Where every reading is kept, the value, as finely as its purposes need it; where one of an interval is, that there is one.
                exact = [row[field] for row in each if field in row]
                kept = any(near(value, other) for other in exact) if exact else any(key.startswith(f"{field}_") for row in rows for key in row)
                expect(f"{message['file']}: {field} is kept" + (f" as {value}" if exact else ""), kept)
        everything = json.dumps(rows)
        dropped = {pointer.rsplit("/", 1)[-1] for message in self.messages for pointer in message["dropped"]} - {field for message in self.messages for field in message["expect"]}
        expect(f"nothing undeclared of {len(dropped)} keys is kept", not any(f'"{key}"' in everything for key in dropped if not key.isdigit() and key not in ("at", "device")))

    def count(self):
        return sum(len(tier["rows"]) for tier in self.tiers())


def publish(client, topic, payload, **options):
    """At QoS 1, and whether it was acknowledged."""
    sent = client.publish(topic, payload, qos=1, **options)
    sent.wait_for_publish(PATIENCE)
    return sent.is_published()


def one_login_a_device(name):
    firmware = Firmware(name)
    devices = {}
    for device in firmware.names:
        devices[device] = firmware.house.provision(firmware.product, device)
        firmware.claims(devices[device])
    for message in firmware.messages:
        client = devices[message["device"]].connect("firmware")
        expect(f"{message['file']} on {message['topic']} is acknowledged", publish(client, message["topic"], firmware.payload(message)))
        client.disconnect()
        client.loop_stop()
    firmware.is_kept()
    firmware.house.close()


class Zigbee2Mqtt:
    """Its MQTT side: one client at 3.1.1 with a retained will, a subscription to everything of its own, retained messages about itself."""

    def __init__(self, hub):
        self.granted, self.heard, self.ended = [], [], []
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="mqttjs_1f2e3d4c", protocol=mqtt.MQTTv311)
        self.client.username_pw_set(hub.name, hub.token)
        self.client.will_set("zigbee2mqtt/bridge/state", '{"state": "offline"}', qos=1, retain=True)
        self.client.on_connect = lambda client, *_: client.subscribe("zigbee2mqtt/#")
        self.client.on_subscribe = lambda client, data, mid, codes, properties: self.granted.extend(codes)
        self.client.on_message = lambda client, data, message: self.heard.append(message.topic)
        self.client.on_disconnect = lambda client, data, flags, code, properties: self.ended.append(code)
        self.client.connect("127.0.0.1", hub.house.mqtt)
        self.client.loop_start()

    def says(self, topic, payload, **options):
        return publish(self.client, f"zigbee2mqtt/{topic}", payload, **options)

    def leaves(self):
        self.client.disconnect()
        self.client.loop_stop()


def one_login_for_all():
    firmware = Firmware("zigbee2mqtt")
    house, product = firmware.house, firmware.product
    hub = house.provision(product, "lodge-7", hub=True)
    firmware.claims(hub)
    bridge = Zigbee2Mqtt(hub)
    first = firmware.payload(firmware.messages[0])
    expect("what it says of itself is acknowledged", bridge.says("bridge/state", '{"state": "online"}', retain=True))
    # Some ten kilobytes for each of its devices, all in one message.
    devices = json.dumps([{"friendly_name": name, "definition": {"exposes": ["x" * 10_000]}} for name in ["secret cellar", *map(str, range(120))]])
    expect(f"so is all it knows of its devices, {len(devices):,} bytes", bridge.says("bridge/devices", devices, retain=True))
    expect("its subscription is granted, so that it goes on", bridge.granted and not any(code.is_failure for code in bridge.granted))
    expect("a sensor that nobody attached is acknowledged", bridge.says("hallway", first))
    for name in firmware.names:
        firmware.claims(house.provision(product, name, via=hub.name))
    lamp = house.provision(product, "Living Room/Grandmothers lamp", via=hub.name)
    firmware.claims(lamp)
    expect("what was not attached when it came is not kept", firmware.count() == 0)

    say("every message over the one login, which was there before the sensors were")
    for message in firmware.messages:
        name = message["topic"].removeprefix("zigbee2mqtt/")
        expect(f"{message['file']} on {message['topic']} is acknowledged", bridge.says(name, firmware.payload(message)))
    firmware.is_kept()
    before = firmware.count()
    expect("a name with spaces and levels is acknowledged", bridge.says(lamp.name, first.replace(b"21.34", b"7.7")))
    kept = [row.get("temperature") for tier in firmware.tiers() for row in tier["rows"]]
    expect("and kept", firmware.count() > before and 7.7 in kept)

    say("another home, with a hub and a sensor of its own")
    eve = Person.founds(house, "Elm Cottage", "Eve", "eve@elm.example")
    theirs, cellar = house.provision(product, "lodge-8", hub=True), house.provision(product, "cellar", via="lodge-8")
    eve.claim(theirs)
    eve.claim(cellar)
    attic = house.provision(product, "attic", via=hub.name)
    expect("it cannot claim what is attached to Ana's hub", eve.claim(attic).status == 422)
    before = firmware.count()
    for name in ("cellar", "lodge-8", "attic", "nowhere", "bridge/state", "hallway/availability", "hallway/set"):
        expect(f"on {name}: acknowledged", bridge.says(name, first))
    expect("and kept nowhere", firmware.count() == before and eve.rows("rooms") == [])
    expect("the connection is the first one, and heard nothing", bridge.ended == [] and bridge.heard == [])
    page = firmware.ana.see(f"/product/{product}").text
    expect("Ana sees what each is called", all(name in page for name in [hub.name, lamp.name, *firmware.names]))
    expect("nobody else does", lamp.name not in eve.see(f"/product/{product}").text)
    house.stop()
    expect("what a home calls its sensors is in no file", house.found_in_files(b"Grandmothers", b"hallway", b"secret cellar") == [])
    log = (house.folder.parent / f"{house.folder.name}.log").read_bytes()
    expect("nor in the server's log", not any(word in log for word in (b"Grandmothers", b"hallway", b"secret cellar")))
    house.start()

    say("Ana lets the hub go")
    firmware.ana.sign_in()
    until = time.monotonic() + PATIENCE
    while not bridge.client.is_connected() and time.monotonic() < until:
        time.sleep(0.05)
    expect("after a restart it goes on", bridge.says("hallway", first))
    page = firmware.ana.see(f"/product/{product}").text
    forms = re.findall(r'/release">\s*<input type="hidden" name="device" value="(d-[0-9a-f]+)">(.*?)Let ([^<]+) go</button>', page, re.S)
    ids, said = {name: device for device, _, name in forms}, {name: words for _, words, name in forms}
    expect("the page says what goes with it", all(name in said[hub.name] for name in [lamp.name, *firmware.names]) and "go with it" not in said["hallway"])
    before = house.log_size()
    firmware.ana.post(f"/product/{product}/release", device=ids[hub.name])
    expect("with an entry of evidence for each", house.log_size() - before == 1 + len(firmware.names) + 1)
    left = firmware.ana.see("/").text
    expect("what it spoke for goes with it", "hallway" not in left and lamp.name not in left and product not in left)
    again = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="mqttjs_again")
    refused = []
    again.username_pw_set(hub.name, hub.token)
    again.on_connect = lambda client, data, flags, code, properties: refused.append(code.is_failure)
    again.connect("127.0.0.1", house.mqtt)
    for _ in range(50):
        again.loop(0.1)
        if refused:
            break
    expect("its token is good no more", refused == [True])
    bridge.leaves()
    house.close()


one_login_for_all()
for firmware in ("tasmota", "shelly"):
    one_login_a_device(firmware)
