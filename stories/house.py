"""The real binary, as the people around it use it: an operator with curl, a person with a browser, a device with an MQTT client.

A story starts a `House`, lets people and devices act, and says with `expect` what must be true. It ends with 0 only if everything was.
"""

import base64
import http.client
import http.cookiejar
import io
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

import paho.mqtt.client as mqtt

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = os.environ["CARDEA_BIN"]
PASSWORD = "three words you like"
PATIENCE = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def say(text):
    print(text, flush=True)


def expect(what, held):
    say(f"  {'held  ' if held else 'BROKEN'} {what}")
    if not held:
        sys.exit(1)


class Reply:
    def __init__(self, status, body, headers):
        self.status, self.body, self.headers = status, body, headers

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def rows(self):
        return [json.loads(line) for line in self.text.splitlines()]


def fetch(request, opener=None):
    try:
        with (opener or urllib.request.build_opener()).open(request, timeout=PATIENCE) as reply:
            return Reply(reply.status, reply.read(), reply.headers)
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.read(), error.headers)


class House:
    """`cardea serve` in a folder of its own."""

    def __init__(self, *manifests, folder=None):
        self.manifests = [str(ROOT / manifest) for manifest in manifests]
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="story-", dir=os.environ.get("CARDEA_SCRATCH")))
        self.mqtt, self.web, self.process = free_port(), free_port(), None
        self.start()

    def start(self, *extra):
        log = open(self.folder.parent / f"{self.folder.name}.log", "ab")
        addresses = ["--mqtt", f"127.0.0.1:{self.mqtt}", "--http", f"127.0.0.1:{self.web}"]
        command = [BIN, "serve", *self.manifests, "--dir", str(self.folder), *addresses, *extra]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                sys.exit(f"the server ended with {self.process.returncode}; see {log.name}")
            try:
                if fetch(urllib.request.Request(self.url("/health"))).status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        sys.exit("the server does not answer")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, path):
        return f"http://127.0.0.1:{self.web}{path}"

    def program(self, method, path, token, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
        return fetch(urllib.request.Request(self.url(path), data=data, method=method, headers=headers))

    def operator(self, method, path, body=None):
        return self.program(method, path, (self.folder / "operator-token").read_text().strip(), body)

    def provision(self, product, name, **more):
        """A device; with `hub=True` one that speaks for others, with `via` one that such a hub speaks for, which has no token."""
        reply = self.operator("POST", "/v1/devices", {"product": product, "name": name, **more})
        if reply.status != 201:
            sys.exit(f"provisioning failed: {reply.status} {reply.text}")
        return Device(self, name, reply.json.get("token"), reply.json["claim_code"])

    def log_size(self):
        """Entries of the evidence, by its checkpoint."""
        return int(fetch(urllib.request.Request(self.url("/checkpoint"))).text.splitlines()[1])

    def organisation(self, name):
        return Organisation(self, self.operator("POST", "/v1/clients", {"organisation": name}).json["token"])

    def clip_files(self):
        media = self.folder / "media"
        return sorted(path.name for path in media.iterdir()) if media.exists() else []

    def found_in_files(self, *needles):
        found = []
        for path in self.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                found += [f"{path.name}: {needle!r}" for needle in needles if needle in content]
        return found


class Organisation:
    def __init__(self, house, token):
        self.house, self.token = house, token

    def get(self, path, **query):
        return self.house.program("GET", f"{path}?{urllib.parse.urlencode(query)}", self.token)

    def subjects(self, product, purpose):
        return self.get("/v1/subjects", product=product, purpose=purpose).json["subjects"]

    def read(self, subject, product, stream, purpose):
        every = {"from": "2020-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}
        return self.get("/v1/readings", **subject, product=product, stream=stream, purpose=purpose, **every)


class Person:
    """Somebody with a browser."""

    def __init__(self, house, email):
        self.house, self.email = house, email
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    @classmethod
    def founds(cls, house, home, name, email):
        person = cls(house, email)
        person.post("/sign-up", home=home, name=name, email=email, password=PASSWORD)
        return person

    def sign_in(self, password=PASSWORD):
        return self.post("/sign-in", email=self.email, password=password)

    def post(self, path, **form):
        data = urllib.parse.urlencode(form).encode()
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        return fetch(urllib.request.Request(self.house.url(path), data=data, headers=headers), self.opener)

    def see(self, path):
        return fetch(urllib.request.Request(self.house.url(path)), self.opener)

    def claim(self, device):
        return self.post("/people/device", code=device.claim_code)

    def adds_adult(self, name, email):
        self.post("/people/adult", name=name, email=email, password=PASSWORD)
        other = Person(self.house, email)
        other.sign_in()
        return other

    def says(self, event, product, purpose, kind="ordinary", person=None):
        person = person or self.id_on(product)
        return self.post(f"/product/{product}/say", person=person, purpose=purpose, kind=kind, event=event)

    def id_on(self, product):
        return re.search(r'name="person" value="(p-[0-9a-f]+)"', self.see(f"/product/{product}").text).group(1)

    def wears(self, product):
        """This person wears every device of a product that the home has."""
        page = self.see(f"/product/{product}").text
        for device in sorted(set(re.findall(r'name="device" value="(d-[0-9a-f]+)"', page))):
            self.post(f"/product/{product}/wearer", device=device, wearer=self.id_on(product))

    def package(self):
        reply = self.post("/me/package")
        if reply.status != 200 or not reply.body.startswith(b"PK"):
            return None
        return zipfile.ZipFile(io.BytesIO(reply.body))

    def rows(self, stream):
        """Every row of a stream that is held for this person or their home, from all its tiers."""
        package, rows = self.package(), []
        for name in package.namelist():
            if name.endswith(".json") and f"/{stream}-" in name:
                rows += json.loads(package.read(name))["rows"]
        return rows

    def tiers(self, stream):
        package = self.package()
        names = sorted(name for name in package.namelist() if name.endswith(".json") and f"/{stream}-" in name)
        return [json.loads(package.read(name)) for name in names]


class Device:
    """A device with a real MQTT client (paho)."""

    def __init__(self, house, name, token, claim_code):
        self.house, self.name, self.token, self.claim_code = house, name, token, claim_code

    def connect(self, client_id, version=mqtt.MQTTv311, **kwargs):
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=client_id, protocol=version, **kwargs)
        client.username_pw_set(self.name, self.token)
        client.max_inflight_messages_set(100)
        client.connect("127.0.0.1", self.house.mqtt)
        client.loop_start()
        return client

    def sends(self, stream, *readings):
        """Publishes at QoS 1 and waits until everything is acknowledged."""
        client = self.connect(f"{self.name}-story")
        acknowledged = self.publishes(client, stream, *readings)
        client.disconnect()
        client.loop_stop()
        return acknowledged

    def puts(self, path, kind, pieces, length=None, **headers):
        """Uploads a clip by HTTP in pieces: with a length, or chunked where none is given."""
        basic = base64.b64encode(f"{self.name}:{self.token}".encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Content-Type": kind, **{name.replace("_", "-"): said for name, said in headers.items()}}
        if length is not None:
            headers["Content-Length"] = str(length)
        connection = http.client.HTTPConnection("127.0.0.1", self.house.web, timeout=PATIENCE)
        try:
            connection.request("PUT", path, body=pieces, headers=headers, encode_chunked=length is None)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was refused before all was sent; the answer says why
        reply = connection.getresponse()
        answer = Reply(reply.status, reply.read(), reply.headers)
        connection.close()
        return answer

    def publishes(self, client, stream, *readings):
        sent = [client.publish(f"{self.name}/{stream}", json.dumps(reading), qos=1) for reading in readings]
        for message in sent:
            message.wait_for_publish(PATIENCE)
        return sum(message.is_published() for message in sent)


def box(name, *content):
    content = b"".join(content)
    return (8 + len(content)).to_bytes(4, "big") + name + content


def film(frames, place=b"+51.5007-000.1246/"):
    """An MP4 file with a track of pictures, these bytes as its frames, and a place where it was made that no manifest declares."""
    media = box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8), b"vide", bytes(13)), box(b"minf", box(b"stbl", box(b"stco", bytes(8)))))
    moov = box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"tkhd", bytes(84)), media), box(b"udta", box(b"\xa9xyz", place)))
    return box(b"ftyp", b"isom", bytes(4), b"mp41") + moov + box(b"mdat", frames)
