#!/usr/bin/env python3
"""Pictures, films and sound that Chromium made: what is kept of them is still seen and heard to the end, in Chromium."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stories"))

from house import PASSWORD, House, Person, expect

KINDS = {"picture.jpg": ("video", "image/jpeg"), "picture.png": ("video", "image/png"), "silent.mp4": ("video", "video/mp4"),
         "film.mp4": ("video", "video/mp4"), "sound.m4a": ("sound", "audio/mp4")}
PLACE = b"51.5007N 0.1246W"
script = pathlib.Path(__file__).with_name("clips.cjs")
house = House("examples/doorbell/cardea.yaml")
made = house.folder.parent / "made"
made.mkdir(exist_ok=True)


def chromium(*arguments):
    done = subprocess.run(["node", str(script), *map(str, arguments)], capture_output=True, text=True, timeout=200)
    print(done.stdout, done.stderr)
    expect(f"Chromium {arguments[0]}s", done.returncode == 0)
    return done.stdout.splitlines()


chromium("record", made)
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
door = house.provision("knock-doorbell", "door")
ana.claim(door)
for name, (field, kind) in KINDS.items():
    clip = (made / name).read_bytes()
    if name.endswith(".jpg"):
        # As a camera would: a place in an Exif segment after the start.
        clip = clip[:2] + b"\xff\xe1" + (8 + len(PLACE)).to_bytes(2, "big") + b"Exif\0\0" + PLACE + clip[2:]
    if name.endswith(".mp4") or name.endswith(".m4a"):
        clip += (8 + len(PLACE)).to_bytes(4, "big") + b"udta" + PLACE
    reply = door.puts(f"/v1/media/clips/{field}", kind, clip, len(clip))
    expect(f"{name} of {len(clip)} bytes is kept", reply.status == 201)
    half = clip[:len(clip) // 2]
    expect("and half of it is not", door.puts(f"/v1/media/clips/{field}", kind, half, len(half)).status == 422)
seen = chromium("look", made, house.url(""), "ana@beech.example", PASSWORD)
expect("two pictures are seen", seen.count("picture 160x120") == 2)
expect("two films are seen to their end", sum(line.startswith("film 160x120 2 s") for line in seen) == 2)
expect("sound is heard to its end", "sound 2 s" in seen)
package = ana.package()
expect("no place is in what was kept", not any(PLACE in package.read(name) for name in package.namelist()))
house.close()
