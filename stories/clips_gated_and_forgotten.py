#!/usr/bin/env python3
"""L1 to L4, L7 for clips: gated before the first byte and at commit, cleaned of what is undeclared, evidence before the first byte, forgotten."""

import datetime
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request

from house import BIN, PASSWORD, House, Person, expect, fetch, film, say

PRODUCT, PURPOSE = "cradlewatch", "keep_moments"
PATH = "/v1/media/moments/film"
house = House("examples/baby_monitor/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
cot = house.provision(PRODUCT, "cot")
ana.claim(cot)
maker = house.organisation("cradlewatch")
FRAMES = b"".join(f"frame {number:06}".encode() for number in range(20_000))
CLIP = film(FRAMES)


def at(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def eventually(what):
    until = time.monotonic() + 20
    while not what() and time.monotonic() < until:
        time.sleep(0.05)
    return what()


def upload(clip=CLIP, kind="video/mp4", **headers):
    return cot.puts(PATH, kind, clip, len(clip), **headers)


say("nobody agreed: nothing is taken")
reply = upload()
expect("403 with a reason, and no file", reply.status == 403 and "permits" in reply.json["detail"] and house.clip_files() == [])
with socket.create_connection(("127.0.0.1", house.web)) as line:
    import base64
    basic = base64.b64encode(f"cot:{cot.token}".encode()).decode()
    line.sendall(f"PUT {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {basic}\r\nContent-Type: video/mp4\r\nContent-Length: 99999\r\nExpect: 100-continue\r\n\r\n".encode())
    first = line.recv(4096)
expect("a device that asks first is told no before it sends a byte", first.startswith(b"HTTP/1.1 403"))

ana.says("grant", PRODUCT, PURPOSE)
say("what is taken, and what is not")
expect("the clip is kept", upload(X_Cardea_At=at(300)).status == 201)
expect("in one file", len(house.clip_files()) == 1)
reply = upload(X_Cardea_At=at(299))
expect("another, of another second", reply.status == 201)
again = at(200)
first, second = upload(X_Cardea_At=again), upload(X_Cardea_At=again)
expect("sent again it is known, and kept once", first.status == 201 and second.status == 200 and second.json["duplicate"] and len(house.clip_files()) == 3)
expect("a chunked upload without a length is as good", cot.puts(PATH, "video/mp4", iter([CLIP[:1000], CLIP[1000:]])).status == 201)
files = house.clip_files()
expect("a text is refused", upload(b"hello", "text/plain").status == 415)
expect("sound is refused where film is declared", upload(b"RIFF", "audio/wav").status == 415)
expect("what is no film is refused", upload(b"x" * 5000).status == 422)
expect("a film that is cut short is refused", upload(CLIP[:-1]).status == 422)
expect("an unknown stream is refused", cot.puts("/v1/media/nothing", "video/mp4", CLIP, len(CLIP)).status == 404)
expect("a wrong token is refused", type(cot)(house, "cot", "wrong", "").puts(PATH, "video/mp4", CLIP, len(CLIP)).status == 401)
expect("a clip that says to be too long is refused unread", cot.puts(PATH, "video/mp4", b"", 300 * 1024 * 1024).status == 413)
expect("and none of that left a file", house.clip_files() == files)
with socket.create_connection(("127.0.0.1", house.web)) as line:
    line.sendall(f"PUT {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {basic}\r\nContent-Type: video/mp4\r\nContent-Length: {len(CLIP)}\r\n\r\n".encode() + CLIP[:200_000])
    expect("half of a clip is a file that nobody is served", eventually(lambda: len(house.clip_files()) == len(files) + 1))
expect("and goes with its connection", eventually(lambda: house.clip_files() == files))
expect("no byte of what was filmed, nor where, is in any file", house.found_in_files(FRAMES[:24], FRAMES[-24:], b"51.5007") == [])

say("who reads, and for what")
subject = maker.subjects(PRODUCT, PURPOSE)[0]
rows = maker.read(subject, PRODUCT, "moments", PURPOSE).rows
expect("the clips are rows of their stream", len(rows) == 4 and all(row["film"]["bytes"] == len(CLIP) for row in rows))
row = min(rows, key=lambda row: row["at"])


def clip(row, token=maker.token, **headers):
    query = urllib.parse.urlencode({"household": subject["household"], "product": PRODUCT, "purpose": PURPOSE})
    request = urllib.request.Request(house.url(f"/v1/clips/{row['film']['clip']}?{query}"), headers={"Authorization": f"Bearer {token}", **headers})
    return fetch(request)


before = house.log_size()
whole = clip(row)
expect("the maker gets it, and an entry of the log says so", whole.status == 200 and house.log_size() == before + 1 and whole.headers["x-cardea-log-entry"] == str(before))
expect("its frames are whole, and the place is gone", FRAMES in whole.body and len(whole.body) == len(CLIP) and b"51.5007" not in whole.body)
part = clip(row, Range="bytes=70000-140001")
expect("a part of it is a part of it", part.status == 206 and part.body == whole.body[70000:140002] and part.headers["Content-Range"] == f"bytes 70000-140001/{len(CLIP)}")
expect("the end of it too", clip(row, Range="bytes=-10").body == whole.body[-10:])
expect("beyond it there is nothing", clip(row, Range="bytes=99999999-").status == 416)
expect("a part of something else is the whole", clip(row, Range="bytes=0-1", **{"If-Range": '"other"'}).status == 200)
expect("another organisation is refused", clip(row, token=house.organisation("millstream").token).status == 403)
expect("the operator is refused", clip(row, token=(house.folder / "operator-token").read_text().strip()).status == 403)
lock = sqlite3.connect(house.folder / "log.db", isolation_level=None)
lock.execute("BEGIN IMMEDIATE")
reply = clip(row)
expect("when the log cannot be written no byte leaves", reply.status == 503 and b"frame" not in reply.body)
lock.execute("ROLLBACK")
lock.close()

say("what Ana has of it")
page = ana.see("/my-data").text
name = row["film"]["clip"]
expect("she sees them", page.count("<video") == 4 and f"/my-data/clips/{name}" in page)
expect("and gets them", ana.see(f"/my-data/clips/{name}").body == whole.body)
expect("a stranger does not", Person.founds(house, "Elm House", "Sam", "sam@elm.example").see(f"/my-data/clips/{name}").status == 404)
package = ana.package()
counts = json.loads(package.read("counts.json"))
held = [entry for entry in package.namelist() if entry.startswith("clips/")]
expect("her package has all four, whole", len(held) == 4 and counts["clips_in_this_package"] == counts["clips_stored"] == 4 and package.read(held[0]) == whole.body and package.testzip() is None)
ana.post(f"/my-data/clips/{name}/erase")
expect("she erases one: it is gone, with its file", ana.see(f"/my-data/clips/{name}").status == 404 and clip(row).status == 404 and len(house.clip_files()) == 3)

say("withdrawn while a clip comes in, and while one is read")


def slowly(begun, go_on):
    yield CLIP[:150_000]
    begun.set()
    go_on.wait(30)
    yield CLIP[150_000:]


begun, go_on, answers = threading.Event(), threading.Event(), []
sender = threading.Thread(target=lambda: answers.append(cot.puts(PATH, "video/mp4", slowly(begun, go_on))))
sender.start()
begun.wait(30)
long = film(FRAMES * 100)
expect("a long clip is kept", upload(long).status == 201)
row = max(maker.read(subject, PRODUCT, "moments", PURPOSE).rows, key=lambda row: row["film"]["bytes"])
line = socket.create_connection(("127.0.0.1", house.web))
line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
query = urllib.parse.urlencode({"household": subject["household"], "product": PRODUCT, "purpose": PURPOSE})
line.sendall(f"GET /v1/clips/{row['film']['clip']}?{query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {maker.token}\r\n\r\n".encode())
got = len(line.recv(65536))
ana.says("withdraw", PRODUCT, PURPOSE)
expect("after the withdrawal there is no file but that of the upload", len(house.clip_files()) == 1)
while piece := line.recv(1 << 20):
    got += len(piece)
line.close()
expect(f"who was reading gets no more than was on its way ({got} of {len(long)} bytes)", got < len(long) // 2)
go_on.set()
sender.join()
expect("the clip that was coming in is not kept", answers[0].status == 403 and eventually(lambda: house.clip_files() == []))
expect("nothing is listed", maker.read(subject, PRODUCT, "moments", PURPOSE).status == 403)

say("Ana is forgotten; a backup of before does not bring it back")
ana.says("grant", PRODUCT, PURPOSE)
expect("a clip is kept", upload().status == 201)
there = house.clip_files()
archives = [house.folder.parent / f"{house.folder.name}.{what}" for what in ("data", "secrets")]
run = lambda *command: subprocess.run([BIN, *map(str, command)], capture_output=True, text=True)
made = run("backup", "--dir", house.folder, "--data", archives[0], "--secrets", archives[1], "--with-key")
expect("a backup is made while it runs", made.returncode == 0)
looked = run("doctor", "--data", archives[0], "--secrets", archives[1], "--format", "json")
expect("doctor opens the clip in it", any(check["name"] == "clips" and check["state"] == "good" for check in json.loads(looked.stdout)))
page = ana.post("/forget-me", password=PASSWORD, word="forget")
expect("she is forgotten", page.status == 200)
expect("the file is gone", house.clip_files() == [])
expect("no byte of what was filmed is in any file", house.found_in_files(FRAMES[:24], FRAMES[-24:]) == [])
expect("the device is heard no more", upload().status == 403 and house.clip_files() == [])
house.stop()
aside = house.folder.parent / f"{house.folder.name}-aside"
os.rename(house.folder, aside)
restored = run("restore", "--dir", house.folder, "--data", archives[0], "--secrets", archives[1], "--replaces", aside)
expect("the backup is restored", restored.returncode == 0)
expect("with the file, which opens no more", house.clip_files() == there)
expect("in a folder for its owner alone", (house.folder / "media").stat().st_mode & 0o777 == 0o700)
looked = run("doctor", "--dir", house.folder, "--format", "json")
kept = [check for check in json.loads(looked.stdout) if check["name"] == "what is kept"]
expect("doctor says so", all(check["state"] == "good" for check in kept) and "1 do not as they should not" in kept[0]["seen"])
house.start()
expect("and the start sweeps it", house.clip_files() == [])
house.close()
shutil.rmtree(aside)
for archive in archives:
    archive.unlink()
