#!/usr/bin/env python3
"""The pages of the portal in Chromium: somebody signs up, adds a device, says yes and no; axe-core finds no barrier on any page, light or dark, phone or desk."""

import pathlib
import subprocess
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stories"))

from house import House, Person, expect, film

house = House("examples/thermostat/cardea.yaml", "examples/fitness_tracker/cardea.yaml", "examples/baby_monitor/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
ben = ana.adds_adult("Ben", "ben@beech.example")
ana.post("/people/child", name="Cleo", born="2017-05-04")
hall, band, cot = house.provision("warmly-thermostat", "hall"), house.provision("stride-band", "band"), house.provision("cradlewatch", "cot")
for device in (hall, band, cot):
    ana.claim(device)
ana.wears("stride-band")
for kind in ("ordinary", "explicit"):
    ana.says("grant", "stride-band", "sleep_coach", kind=kind)
ana.says("grant", "stride-band", "heart_and_sleep", kind="explicit")
hall.sends("climate", *({"temperature": 19 + number % 7 / 2, "humidity": 45 + number % 9, "occupied": number % 3 > 0} for number in range(60)))
band.sends("heart", *({"rate": 60 + number % 20, "variation": 40} for number in range(30)))
band.sends("sleep", *({"stage": "deep", "movements": number % 9} for number in range(30)))
for person in (ana, ben):
    person.says("grant", "cradlewatch", "keep_moments")
sound = b"RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0data\4\0\0\0" + bytes(4)
for path, kind, clip in (("film", "video/mp4", film(bytes(9_000))), ("sound", "audio/wav", sound)):
    expect(f"the {path} is kept", cot.puts(f"/v1/media/moments/{path}", kind, clip, len(clip)).status == 201)
expect("both are on the page", all(f"<{tag} src" in ana.see("/my-data").text for tag in ("video", "audio")))
restwell = house.organisation("restwell")
for subject in restwell.subjects("stride-band", "sleep_coach"):
    restwell.read(subject, "stride-band", "sleep", "sleep_coach")
# Requests in every state that a person sees: asked, asked back, refused, done.
for kind in ("complaint", "access", "rectification", "erasure"):
    ana.post("/requests/ask", kind=kind, words=f"My own words about {kind}, with quite-a-long-word-" + "so" * 30)
ana.package()
asked = {row["kind"]: row["id"] for row in house.operator("GET", "/v1/requests").rows}
for kind, step in (("access", {"step": "clarification_asked"}), ("erasure", {"step": "identity_asked"}), ("rectification", {"step": "refused", "ground": "is_accurate"})):
    reply = house.operator("POST", f"/v1/requests/{asked[kind]}/steps", {**step, "words": "Words for Ana."})
    expect(f"the {kind} has its step", reply.status == 200)
ana.says("withdraw", "stride-band", "sleep_coach")
ana.says("grant", "stride-band", "sleep_coach")
expect("who read it was told", "Who was told" in ana.see("/who-looked").text)
script = pathlib.Path(__file__).with_name("pages.cjs")
pictures = house.folder.parent / "pictures"
pictures.mkdir(exist_ok=True)
done = subprocess.run(["node", str(script), house.url(""), "ana@beech.example", "three words you like", str(pictures)], capture_output=True, text=True, timeout=400)
print(done.stdout, done.stderr)
expect("no page has a barrier that axe-core finds, and the forms work", done.returncode == 0)
house.close()
