#!/usr/bin/env python3
"""Requests of people: on Christmas Eve, in a shared home, two with one letter, extended too late, through crashes and clocks that jump."""

import datetime
import json
import os
import re
import subprocess

from house import BIN, House, Person, expect, say


def working(day):
    """The day or the next that is no weekend; only for days on which no bank holiday falls."""
    while day.weekday() > 4:
        day += datetime.timedelta(1)
    return day


def listed(house, *flags):
    """What the command line says, past the server."""
    done = subprocess.run([BIN, "requests", "--dir", str(house.folder), "--format", "json", *flags], capture_output=True, text=True)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def step(house, request, **body):
    return house.operator("POST", f"/v1/requests/{request['id']}/steps", body)


today = datetime.date.today()
house = House("examples/thermostat/cardea.yaml", "examples/fitness_tracker/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
ben = ana.adds_adult("Ben", "ben@beech.example")
hall, band = house.provision("warmly-thermostat", "hall"), house.provision("stride-band", "band")
for device in (hall, band):
    ana.claim(device)
ana.wears("stride-band")
ana.says("grant", "stride-band", "heart_and_sleep", kind="explicit")
hall.sends("climate", {"temperature": 19.5, "humidity": 48, "occupied": True}, {"temperature": 20.5, "humidity": 48, "occupied": True})
band.sends("heart", *({"rate": 77, "variation": 41} for _ in range(3)))

say("a flatmate asks for a copy")
expect("Ana's heart is in hers", len(ana.rows("heart")) > 0)
package = ben.package()
names = package.namelist()
expect("Ben has the home's readings", any("/climate-home-" in name for name in names))
expect("and nothing of what Ana wears", ben.rows("heart") == [])
expect("it was asked for and answered", "Done at once." in ben.see("/requests").text)
expect("and is in the copy itself next time", "access" in ben.package().read("requests.json").decode())
expect("nothing is owed", listed(house) == (0, []))

say("one letter complains and asks")
letter = {"kinds": ["access", "complaint"], "channel": "letter", "account": "ben@beech.example", "words": "What have you got, and why so late?"}
reply = house.operator("POST", "/v1/requests", letter)
access, complaint = reply.json["requests"]
expect("two clocks run", reply.status == 201 and (access["kind"], complaint["kind"]) == ("access", "complaint"))
expect("the complaint is to be acknowledged, the access can be extended", complaint["extend_until"] is None and access["extend_until"] is not None)
expect("receipt is acknowledged", step(house, complaint, step="acknowledged").json["due"] is None)
expect("the other clock runs on", house.operator("GET", f"/v1/requests/{access['id']}").json["due"] == access["due"])
house.kill()
house.start()
ben.sign_in()
expect("after kill -9 both are there, where they stood", {row["kind"]: row["state"] for row in listed(house)[1]} == {"access": "received", "complaint": "working"})
expect("Ben reads what he wrote", "why so late?" in ben.see("/requests").text)
expect("nobody else does: no file has it in the clear", not house.found_in_files(b"why so late?"))
refused = step(house, access, step="refused", ground="compelling_grounds", words="no")
expect("what is no ground is none", refused.status == 422)
asked = step(house, access, step="clarification_asked", words="Which product?").json
expect("the clock stands still", asked["due_moves_with_each_day"] is True)
house.stop()
house.start("--clock-ahead", "3d")
ben.sign_in()
ben.post("/requests/clarify", request=access["id"], words="The thermostat.")
told = house.operator("GET", f"/v1/requests/{access['id']}").json
moved = datetime.date.fromisoformat(told["due"]) - datetime.date.fromisoformat(access["due"])
expect("three days do not count, and what falls on no working day moves on", 0 <= moved.days <= 9)
expect("both readings are shown or are the same day", told["due_by_the_literal_reading"] is None or told["due_by_the_literal_reading"] > told["due"])
house.stop()

say("the clock of the machine jumps back")
house.start()
expect("no last day does", house.operator("GET", f"/v1/requests/{access['id']}").json["due"] == told["due"])
expect("a step is taken all the same", step(house, access, step="begun").status == 422 and step(house, access, step="answered_in_part", words="So far this.").status == 200)
house.stop()

say("after the first month")
house.start("--clock-ahead", "60d")
late = step(house, access, step="extended", words="So many products.")
expect("an extension is refused", late.status == 422 and "inside the first month" in late.json["detail"])
code, open_now = listed(house, "--as-of", str(today + datetime.timedelta(60)), "--alarm", "overdue")
expect("the command line says that it is overdue", code == 1 and [row["id"] for row in open_now] == [access["id"]])
expect("refused with a ground it ends", step(house, access, step="refused", ground="not_identified", words="We could not tell who you are.").json["state"] == "refused")
ben.sign_in()
page = ben.see("/requests").text
expect("Ben is told why, and all three places to go", all(words in page for words in ("could not tell who you are", "You can complain to us", "Information Commission", "You can go to court")))
house.stop()

say("Christmas Eve")
eve = datetime.date(today.year if today <= datetime.date(today.year, 12, 24) else today.year + 1, 12, 24)
house.start("--clock-ahead", f"{(eve - today).days}d")
ana.sign_in()
ana.post("/requests/ask", kind="complaint", words="It hums at night.")
request = next(row for row in house.operator("GET", "/v1/requests").rows if row["kind"] == "complaint" and row["channel"] == "portal")
expect("receipt is due thirty days on, on a working day", request["received_on"] == str(eve) and request["due"] == str(working(datetime.date(eve.year + 1, 1, 23))))

say("a value that is wrong")
hall.sends("climate", {"temperature": 19.5, "humidity": 48, "occupied": True}, {"temperature": 24.5, "humidity": 48, "occupied": True})
ben_sees = ana.rows("climate")
row = next(row for row in ben_sees if row.get("temperature") == 24.5)
at = datetime.datetime.fromisoformat(row["at"].replace("Z", "+00:00"))
os.environ["TZ"] = "Europe/London"
__import__("time").tzset()
wall = at.astimezone().strftime("%Y-%m-%dT%H:%M")
ana.post("/requests/correct", what="warmly-thermostat|climate|temperature|home", **{"from": wall}, until="", right="18.5")
expect("in a home with another adult nothing changes by one member's word", any(row.get("temperature") == 24.5 for row in ana.rows("climate")))
asked = next(row for row in house.operator("GET", "/v1/requests").rows if row["kind"] == "rectification")
done = step(house, asked, step="done", words="You both agree.")
expect("a person looked, and it is put right", done.status == 200 and "old value is gone" in done.json["carried_out"])
rows = ana.rows("climate") + ben.rows("climate") if ben.sign_in() else []
expect("for both of them, in every tier", rows != [] and not any(row.get("temperature") == 24.5 for row in rows) and any(row.get("temperature") == 18.5 for row in rows))
house.kill()
house.start("--clock-ahead", f"{(eve - today).days}d")
ana.sign_in()
expect("and after kill -9", not any(row.get("temperature") == 24.5 for row in ana.rows("climate")))

say("forgotten by letter")
letter = {"kinds": ["erasure"], "channel": "email", "account": "ben@beech.example", "words": "Please forget me entirely."}
erasure = house.operator("POST", "/v1/requests", letter).json["requests"][0]
house.kill()
house.start("--clock-ahead", f"{(eve - today).days}d")
expect("a letter is not carried out by a restart", ben.sign_in().status == 200 and "My requests" in ben.see("/requests").text)
expect("its answer carries it out", step(house, erasure, step="done", words="You are forgotten.").json["state"] == "done")
expect("Ben is gone", "My requests" not in ben.see("/requests").text)
expect("that he asked stays, and no word of it", "entirely" not in house.operator("GET", f"/v1/requests/{erasure['id']}").text)
expect("the ids say nothing", re.fullmatch(r"p-[0-9a-f]{16}\.\d+", erasure["id"]) is not None)
house.close()
