#!/usr/bin/env python3
"""`cardea import` and `cardea observe` on real software: Mosquitto passes on what zigbee2mqtt, Tasmota and Shelly firmware sends; `mosquitto_sub` writes it down.

The draft that is made of it can be read, takes the same traffic as declared, and holds nothing of anybody.
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "stories"))

import paho.mqtt.client as mqtt

from house import PATIENCE, expect, free_port, say

BIN = os.environ["CARDEA_BIN"]
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
MOSQUITTO = "/usr/sbin/mosquitto" if pathlib.Path("/usr/sbin/mosquitto").exists() else "mosquitto"
# In the payloads or topics, and about somebody.
SOMEBODYS = ["Okafor", "E6:8D:8C", "B8D61A", "b8d61a", "192.168", "0x00158d", "hallway", "kitchen_plug", "tumble", "secret cellar", "Grandmother"]


def messages():
    for name in ("zigbee2mqtt", "tasmota", "shelly"):
        folder = ROOT / "examples" / "firmware" / name / "payloads"
        for message in json.loads((folder / "index.json").read_text()):
            yield message["topic"], (folder / message["file"]).read_bytes()


class Broker:
    """Mosquitto with one name and password."""

    def __init__(self):
        self.port = free_port()
        passwords, config = SCRATCH / "passwords", SCRATCH / "mosquitto.conf"
        passwords.write_text("ana:a password with spaces\n")
        subprocess.run(["mosquitto_passwd", "-U", passwords], check=True)
        passwords.chmod(0o644)
        config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\npersistence false\nuser root\n")
        self.log = open(SCRATCH / "mosquitto.log", "w")
        self.process = subprocess.Popen([MOSQUITTO, "-c", config], stdout=self.log, stderr=self.log)
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="firmware")
        self.client.username_pw_set("ana", "a password with spaces")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.client.connect("127.0.0.1", self.port)
                break
            except ConnectionRefusedError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        self.client.loop_start()

    def say(self, topic, payload, **options):
        self.client.publish(topic, payload, qos=1, **options).wait_for_publish(PATIENCE)

    def everything(self):
        for topic, payload in messages():
            self.say(topic, payload)


def run(*arguments, **options):
    return subprocess.run([BIN, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE, **options)


def watching(broker, *arguments):
    """`cardea observe` on the broker, once it listens."""
    password = SCRATCH / "password"
    password.write_text("a password with spaces\n")
    command = [BIN, "observe", f"mqtt://127.0.0.1:{broker.port}", "--username", "ana", "--password-file", password, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = process.stderr.readline()
    expect(f"it says that it listens: {line.strip()}", line.startswith("Listening at 127.0.0.1"))
    return process


def ends(process):
    output, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, output, errors


broker = Broker()
say("what a home kept, and what hubs say of themselves")
broker.say("zigbee2mqtt/bridge/devices", json.dumps([{"friendly_name": "secret cellar", "x": "y" * 1_200_000}]), retain=True)
broker.say("zigbee2mqtt/Grandmothers lamp/set", '{"state": "ON"}', retain=True)

say("a draft of live traffic")
watch = watching(broker, "--for", "60s", "-o", SCRATCH / "live")
# The broker has confirmed the subscription.
for _ in range(3):
    broker.everything()
time.sleep(2)
watch.send_signal(signal.SIGINT)
code, output, errors = ends(watch)
expect(f"Ctrl-C ends it with what was seen: {errors.strip().splitlines()[-1]}", code == 0)
draft = (SCRATCH / "live" / "cardea.yaml").read_text()
expect("topics are those of the firmware", all(f'topic: "{topic}"' in draft for topic in ("zigbee2mqtt/{device}", "tele/{device}/SENSOR", "shellies/{device}/sensor/temperature", "{device}/events/rpc")))
expect("fields that tell what people do are marked", re.search(r"# reveals: whether somebody is there[^\n]*\n(\s+#[^\n]*\n)*\s+occupancy: ", draft))
expect("nothing of anybody is in it", not [word for word in SOMEBODYS if word in draft])
checked = run("check", SCRATCH / "live")
expect("`check` reads it", checked.returncode == 1 and "cannot be read" not in checked.stdout + checked.stderr)
again = run("observe", "mqtt://127.0.0.1:1", "-o", SCRATCH / "live")
expect("a manifest that is there stays as it is", again.returncode == 2 and "is there already" in again.stderr)

say("the same traffic against that draft")
watch = watching(broker, "--for", "3s", "--against", SCRATCH / "live" / "cardea.yaml", "--format", "json")
broker.everything()
code, output, errors = ends(watch)
found = [json.loads(line) for line in output.splitlines()]
kinds = {(count["kind"], count["name"]) for count in found}
expect(f"only what has no form is undeclared, and old times: {sorted(kinds)}", code == 1 and {kind for kind, _ in kinds} <= {"undeclared_field", "clock_behind", "clock_ahead", "nothing_declared"})
expect("nothing of anybody is told", not [word for word in SOMEBODYS if word in output])

say("other firmware against it")
watch = watching(broker, "--for", "3s", "--topics", "zigbee2mqtt/#", "--topics", "tele/#", "--against", SCRATCH / "live" / "cardea.yaml", "--format", "json")
broker.say("zigbee2mqtt/hallway", '{"occupancy": "Okafor", "temperature": 4000, "ssid": "Okafor Family"}')
broker.say("tele/kitchen_plug/RESULT", "{}")
broker.say("elsewhere/kitchen_plug", "{}")
code, output, errors = ends(watch)
found = {(count["kind"], count["name"]) for count in map(json.loads, output.splitlines())}
expect(f"each is counted: {sorted(found)}", code == 1 and {("wrong_form", "occupancy"), ("out_of_range", "temperature"), ("undeclared_field", "/ssid"), ("undeclared_topic", "tele/{device}/RESULT")} <= found)
expect("what was not subscribed to is not", not any("elsewhere" in name for _, name in found))
expect("nothing of anybody is told", not [word for word in SOMEBODYS if word in output])

say("what mosquitto_sub writes down")
listen = ["mosquitto_sub", "-h", "127.0.0.1", "-p", str(broker.port), "-u", "ana", "-P", "a password with spaces", "-t", "zigbee2mqtt/#", "-t", "tele/#", "-W", "3"]
for form, options in (("json", ["-F", "%J"]), ("verbose", ["-v"])):
    taken = SCRATCH / f"{form}.txt"
    with open(taken, "w") as file:
        listener = subprocess.Popen([*listen, *options], stdout=file)
        # Until it ends by itself: when it is listening is not known.
        while listener.poll() is None:
            broker.everything()
            time.sleep(0.2)
    read = run("observe", taken, "-o", SCRATCH / form)
    draft = (SCRATCH / form / "cardea.yaml").read_text()
    expect(f"{form}: {read.stderr.strip().splitlines()[0]}", read.returncode == 0 and "occupancy: {" in draft and "{device}/SENSOR" in draft)
    expect(f"{form}: nothing of anybody is in it", not [word for word in SOMEBODYS if word in draft])
piped = subprocess.run(f'"{BIN}" observe - -o - < "{SCRATCH}/json.txt"', shell=True, capture_output=True, text=True, timeout=PATIENCE)
expect("a pipe gives the same", piped.returncode == 0 and piped.stdout == (SCRATCH / "json" / "cardea.yaml").read_text())

say("a discovery message of Home Assistant, over the broker")
config = {"name": "Power", "stat_t": "tele/tasmota_DC4F22/SENSOR", "dev": {"ids": ["DC4F22"], "mdl": "Sonoff S31", "mf": "Tasmota"}, "unit_of_meas": "W", "dev_cla": "power", "val_tpl": "{{ value_json['ENERGY']['Power'] }}"}
broker.say("homeassistant/sensor/DC4F22_power/config", json.dumps(config), retain=True)
discovered = subprocess.run([*listen[:9], "-t", "homeassistant/#", "-v", "-W", "1"], capture_output=True, text=True, timeout=PATIENCE).stdout
imported = run("import", "homeassistant", "-", "-o", "-", input=discovered)
expect("becomes a manifest", imported.returncode == 0 and 'path: "/ENERGY/Power"' in imported.stdout and "tasmota-sonoff-s31" in imported.stdout)

say("what goes wrong is said")
for what, arguments, words in (
    ("a wrong password", ["--username", "ana", "--password-file", BIN + ".none"], "cannot read the password"),
    ("no name", [], "--username"),
):
    refused = run("observe", f"mqtt://127.0.0.1:{broker.port}", *arguments, "-o", SCRATCH / "none")
    expect(f"{what}: {refused.stderr.strip()}", refused.returncode == 2 and words in refused.stderr)
for source, words in (("mqtt://127.0.0.1:1", "cannot reach"), ("mqtts://x", "TLS"), ("mqtt://ana:secret@x", "--password-file"), ("http://x", "not known"), ("nothing.ndjson", "cannot read")):
    refused = run("observe", source, "-o", SCRATCH / "none")
    expect(f"{source}: {refused.stderr.strip()}", refused.returncode == 2 and words in refused.stderr and "secret" not in refused.stderr)
silent = run("observe", "-", "-o", SCRATCH / "none", input="")
expect(f"silence: {silent.stderr.strip()}", silent.returncode == 2 and "no message came" in silent.stderr)
bad = run("observe", "-", "-o", SCRATCH / "none", input="{\n")
expect(f"no messages: {bad.stderr.strip()}", bad.returncode == 2 and "line 1" in bad.stderr)

say("the broker goes away")
watch = watching(broker, "--for", "60s", "-o", SCRATCH / "gone")
broker.everything()
time.sleep(0.5)
broker.client.disconnect()
broker.client.loop_stop()
broker.process.terminate()
broker.process.wait(PATIENCE)
code, output, errors = ends(watch)
expect(f"what was seen until then counts: {errors.strip().splitlines()[0]}", code == 0 and (SCRATCH / "gone" / "cardea.yaml").exists())
