#!/usr/bin/env python3
"""L6 for clips: after `kill -9` every acknowledged clip is there whole and nothing half is served; 100 MB take no memory."""

import os
import pathlib
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from house import House, Person, expect, fetch, film, say

PRODUCT, PURPOSE, ROUNDS = "cradlewatch", "keep_moments", 6
PATH = "/v1/media/moments/film"
house = House("examples/baby_monitor/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
cots = [house.provision(PRODUCT, f"cot{number}") for number in range(3)]
for cot in cots:
    ana.claim(cot)
ana.says("grant", PRODUCT, PURPOSE)
maker = house.organisation("cradlewatch")


def query():
    subject = maker.subjects(PRODUCT, PURPOSE)[0]
    return urllib.parse.urlencode({"household": subject["household"], "product": PRODUCT, "purpose": PURPOSE})


def listed():
    return maker.read(maker.subjects(PRODUCT, PURPOSE)[0], PRODUCT, "moments", PURPOSE).rows


def read(row):
    request = urllib.request.Request(house.url(f"/v1/clips/{row['film']['clip']}?{query()}"), headers={"Authorization": f"Bearer {maker.token}"})
    return fetch(request).body


say(f"three cots send clips as fast as they can, and the server is killed {ROUNDS} times")
acknowledged = []


def send(cot, number, stop):
    sent = 0
    while not stop.is_set():
        mark = f"{number}.{cot.name}.{sent}|".encode()
        clip = film(mark * 40_000)
        try:
            if cot.puts(PATH, "video/mp4", clip, len(clip)).status == 201:
                acknowledged.append(mark)
        except (OSError, EOFError):
            return
        except Exception:  # the answer broke off
            return
        sent += 1


for number in range(ROUNDS):
    stop = threading.Event()
    senders = [threading.Thread(target=send, args=(cot, number, stop)) for cot in cots]
    for sender in senders:
        sender.start()
    time.sleep(0.9 + number * 0.13)
    house.kill()
    stop.set()
    for sender in senders:
        sender.join()
    left = len(house.clip_files())
    house.start()
    rows = listed()
    expect(f"killed with {left} files there: {len(rows)} clips and as many files", len(rows) == len(house.clip_files()))
found = [read(row) for row in listed()]
whole = [body for body in found if b"|" in body and film(body[-4:]) and body.count(re.search(rb"mdat(\d+\.cot\d+\.\d+\|)", body).group(1)) == 40_000]
marks = [re.search(rb"mdat(\d+\.cot\d+\.\d+\|)", body).group(1) for body in found]
expect(f"each of the {len(acknowledged)} acknowledged clips is there", len(acknowledged) > ROUNDS and set(acknowledged) <= set(marks))
expect(f"each of the {len(found)} that are there is whole", len(whole) == len(found))

say("100 MB")


def peak():
    status = open(f"/proc/{house.process.pid}/status").read()
    return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024


def long(frames):
    shell = film(b"")
    length = len(frames) * 1600
    yield shell[:-8] + (8 + length).to_bytes(4, "big") + b"mdat"
    for _ in range(1600):
        yield frames


house.stop()
house.start()
frames = bytes(range(256)) * 256
before = peak()
began = time.monotonic()
reply = cots[0].puts(PATH, "video/mp4", long(frames))
took = time.monotonic() - began
sent = peak()
expect("a clip of 100 MB is taken", reply.status == 201)
row = max(listed(), key=lambda row: row["film"]["bytes"])
expect("all of it", row["film"]["bytes"] > 1600 * len(frames))
body = read(row)
expect("and read again whole", body.endswith(frames) and body.count(frames) == 1600)
had = peak()
ana.sign_in()
expect("and packed", ana.package().testzip() is None)
packed = peak()
say(f"  {1600 * len(frames) / took / 1e6:.0f} MB/s; most memory (VmHWM): {before} MB before, {sent} MB after the upload, {had} MB after it was read, {packed} MB after the package")
expect("with no more than 48 MB more memory than before", packed - before < 48)
house.close()

say("a disk that is full")
disk = pathlib.Path(tempfile.mkdtemp(prefix="full-", dir=os.environ.get("CARDEA_SCRATCH")))
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "cardea-story", str(disk)], capture_output=True).returncode == 0:
    try:
        (disk / "data").mkdir()
        house = House("examples/baby_monitor/cardea.yaml", folder=disk / "data")
        ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
        cot = house.provision(PRODUCT, "cot")
        ana.claim(cot)
        ana.says("grant", PRODUCT, PURPOSE)
        clip = film(bytes(40_000_000))
        reply = cot.puts(PATH, "video/mp4", clip, len(clip))
        expect("507, with what to do, and nothing half kept", reply.status == 507 and "make room" in reply.json["detail"] and house.clip_files() == [])
        clip = film(bytes(1_000_000))
        expect("one that has room is taken", cot.puts(PATH, "video/mp4", clip, len(clip)).status == 201)
        house.stop()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
else:
    say("  no disk of its own can be mounted here, so that this was not tried")
disk.rmdir()
