#!/usr/bin/env python3
"""Somebody has Ana's password. They cannot erase her at once, not in silence, and no clock helps them."""

import re
import time

from house import PASSWORD, House, Person, expect, say

house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
ben = ana.adds_adult("Ben", "ben@beech.example")
hall = house.provision("warmly-thermostat", "hall")
ana.claim(hall)
hall.sends("climate", *({"temperature": 20 + number / 10, "humidity": 48, "occupied": True} for number in range(5)))

say("a thief signs in from a browser of their own")
thief = Person(house, "ana@beech.example")
thief.sign_in()
asked = thief.post("/forget-me", password=PASSWORD, word="forget")
expect("the erasure waits", "waits for another" in asked.text)
expect("the thief cannot make a safety code", thief.post("/safety/code", password=PASSWORD).status == 403)
expect("and a code that was made up is none", thief.post("/forget-me", password=PASSWORD, word="forget", code="ABCDEFGHJKABCDEFGHJK").status == 422)
told = ana.see("/notices").text
expect("Ana is told of the sign-in and of the erasure", "was not seen before" in told and "asked to have you forgotten" in told)
expect("nobody else is told before anything has happened", "forgotten" not in ben.see("/notices").text)

say("a restart, and a clock a month ahead")
house.kill()
house.start("--clock-ahead", "31d")
time.sleep(12)
ana.sign_in()
expect("she is still there, and it still waits", "waits for another" in ana.see("/forget-me").text)
stopped = ana.post("/forget-me/stop")
expect("she stops it, from the browser she has always used", "waits for another" not in stopped.text)
thief.sign_in()
expect("she sees the thief’s session", ana.see("/safety").text.count("Since ") > 1)
ana.post("/safety/end-others")
expect("and ends it", "<h1>Sign in</h1>" in thief.see("/").text)
ana.post("/notices")
expect("she has read it all", "you have not read" not in ana.see("/").text)

say("abroad, with her safety code, she could be forgotten at once")
page = ana.post("/safety/code", password=PASSWORD).text
code = re.search(r"<pre[^>]*><code>([A-Z0-9 ]+)</code>", page).group(1)
expect("the code is in no file", house.found_in_files(code.replace(" ", "").encode()) == [])
abroad = Person(house, "ana@beech.example")
abroad.sign_in()
done = abroad.post("/forget-me", password=PASSWORD, word="forget", code=code.lower())
expect("it is done, with a receipt", "You are forgotten" in done.text)
expect("Ben is told when it has happened", "Ana lives here no more" in ben.see("/notices").text or "Ana lives here no more" in (ben.sign_in(), ben.see("/notices"))[1].text)
expect("and holds the account now", "You hold the account" in ben.see("/notices").text)

say("a wait that nobody stops ends in being forgotten, as ever")
house.stop()
house.start("--erasure-wait", "15s", "--rehearsal", "--clock-ahead", "31d")
other = Person(house, "ben@beech.example")
other.sign_in()
waits = other.post("/forget-me", password=PASSWORD, word="forget")
expect("it waits", "waits for another" in waits.text)
until = time.monotonic() + 60
while other.sign_in().status != 422 and time.monotonic() < until:
    time.sleep(2)
expect("then he is forgotten, and the home with him", Person(house, "ben@beech.example").sign_in().status == 422)
house.stop()
expect("in every file", house.found_in_files(b"ben@beech.example", b"Beech Cottage") == [])
house.start("--clock-ahead", "31d")
house.close()
