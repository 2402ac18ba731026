#!/usr/bin/env python3
"""A couple shares a camera, and one of them leaves: quietly, at once, everywhere; and takes nothing with her that is the other's."""

import re
import socket
import time

from house import PASSWORD, House, Person, expect, film, say

PRODUCT, PURPOSE = "cradlewatch", "keep_moments"
house = House("examples/baby_monitor/cardea.yaml")
ben = Person.founds(house, "Beech Cottage", "Ben", "ben@beech.example")
cot = house.provision(PRODUCT, "cot")
ben.claim(cot)

say("Ben invites Ana; she chooses her own password")
page = ben.post("/people/invite", role="adult", days="7").text
code = re.search(r"<pre[^>]*><code>([A-Z0-9 ]+)</code>", page).group(1)
ana = Person(house, "ana@beech.example")
joined = ana.post("/join", code=code, name="Ana", email=ana.email, password=PASSWORD)
expect("she is in", joined.status == 200 and "Hello Ana" in joined.text)
expect("the code is good once", Person(house, "eve@e.example").post("/join", code=code, name="Eve", email="eve@e.example", password=PASSWORD).status == 422)
expect("and in no file", house.found_in_files(code.replace(" ", "").encode()) == [])

for person in (ana, ben):
    person.says("grant", PRODUCT, PURPOSE)
frames = b"".join(f"frame {number:07}".encode() for number in range(3_500_000))
clip = film(frames)
expect(f"a clip of {len(clip) // 1_000_000} MB is kept", cot.puts("/v1/media/moments/film", "video/mp4", clip, len(clip)).status == 201)
seen = ben.see("/who-sees").text
expect("both see who can see the camera, and who looked", "<strong>Ana</strong>" in seen and "has not looked" in seen)


def cookies_of(person):
    jar = next(handler for handler in person.opener.handlers if hasattr(handler, "cookiejar")).cookiejar
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def opens(person):
    """Begins to fetch the clip on a bare socket, and reads its head and a little more."""
    path = re.search(r'src="(/my-data/clips/[^"]+)"', person.see("/my-data").text).group(1)
    line = socket.create_connection(("127.0.0.1", house.web))
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookies_of(person)}\r\nConnection: close\r\n\r\n".encode())
    begun = line.recv(65_536)
    assert begun.startswith(b"HTTP/1.1 200"), begun[:100]
    return line, len(begun)


def downloads(person):
    """Begins to fetch everything that is held, on a bare socket."""
    line = socket.create_connection(("127.0.0.1", house.web))
    line.sendall(f"POST /me/package HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nCookie: {cookies_of(person)}\r\nConnection: close\r\n\r\n".encode())
    begun = line.recv(65_536)
    assert begun.startswith(b"HTTP/1.1 200"), begun[:100]
    return line, len(begun)


def drains(line, count):
    line.settimeout(30)
    try:
        while piece := line.recv(1 << 20):
            count += len(piece)
    except ConnectionResetError:
        pass
    return count


say("Ana looks at the camera in one browser, and leaves in another")
elsewhere = Person(house, "ana@beech.example")
elsewhere.sign_in()
expect("while she looks, Ben sees that she does", "is looking now" in (opens(ana), ben.see("/who-sees").text)[1])
hers, had = opens(ana)
his, his_had = opens(ben)
whole, whole_had = downloads(ana)
before = ben.see("/notices").text
expect("Ben has been told nothing", "lives here no more" not in before)
wrong = elsewhere.post("/leave", password="not my password")
expect("a wrong password leaves nothing", wrong.status == 403 and "Hello Ana" in elsewhere.see("/").text)
left = elsewhere.post("/leave", password=PASSWORD)
begin = time.monotonic()
expect("she has left", "You have left" in left.text)
time.sleep(0.6)
had = drains(hers, had)
took = time.monotonic() - begin
expect(f"her picture broke off within a second ({took:.2f} s), after {had} of {len(clip)} bytes", took < 1.5 and had < len(clip) - 1_000_000)
whole_had = drains(whole, whole_had)
expect(f"so did the file with everything, after {whole_had} bytes", whole_had < len(clip) - 1_000_000 and time.monotonic() - begin < 2)
expect("his goes on to the end", drains(his, his_had) > len(clip))
for browser in (ana, elsewhere):
    expect("no session of hers opens anything", "<h1>Sign in</h1>" in browser.see("/my-data").text)
expect("now Ben is told, and no more than that", "Ana lives here no more" in ben.see("/notices").text)
expect("she is on no list", "Ana" not in ben.see("/who-sees").text and "<strong>Ana</strong>" not in ben.see("/people").text)
expect("the camera goes on for him, on his own yes", cot.puts("/v1/media/moments/film", "video/mp4", film(b"later" * 900), len(film(b"later" * 900))).status == 201)

say("what is still hers")
back = Person(house, "ana@beech.example")
back.sign_in()
expect("she comes back for what is about her alone", "What is still yours" in back.see("/").text)
reply = back.post("/left/package", password=PASSWORD)
expect("the file has nothing of the camera", reply.body.startswith(b"PK") and b"frame 0000001" not in reply.body and b".mp4" not in reply.body)
expect("a page of the home stays closed", "What is still yours" in back.see("/my-data").text)
own = Person.founds(house, "Ana’s own", "Ana", "ana@beech.example")
expect("her address founds a home of her own", "Ana’s own" in own.see("/").text)

say("and Ben cannot go without the home")
expect("the last adult is told what to do", "last adult" in ben.post("/leave", password=PASSWORD).text)
house.stop()
expect("no name stands in the clear in any file", house.found_in_files(b"ana@beech.example", b"Ana\"") == [])
house.start()
house.close()
