#!/usr/bin/env python3
"""A guest's weekend: an account that ends by itself, and a home that is quiet while somebody is there who was asked nothing."""

import re
from datetime import date, timedelta

from house import PASSWORD, House, Person, expect, say

PRODUCT = "warmly-thermostat"
house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision(PRODUCT, "hall")
ana.claim(hall)
ana.says("grant", PRODUCT, "savings_report")
homewise = house.organisation("homewise")
reading = {"temperature": 20.5, "humidity": 48, "occupied": True}


def reported():
    return [row for subject in homewise.subjects(PRODUCT, "savings_report") for row in homewise.read(subject, PRODUCT, "climate", "savings_report").rows]


hall.sends("climate", reading)
expect("before, her report is made", len(reported()) == 1)

say("Gus comes on Friday")
stay = str(date.today() + timedelta(days=2))
page = ana.post("/people/invite", role="guest", until=stay, days="2").text
code = re.search(r"<pre[^>]*><code>([A-Z0-9 ]+)</code>", page).group(1)
gus = Person(house, "gus@far.example")
gus.post("/join", code=code, name="Gus", email=gus.email, password=PASSWORD)
expect("he has an account of his own", "Hello Gus" in gus.see("/").text)
expect("Ana is told that he joined", "Gus joined this home" in ana.see("/notices").text)
expect("what rests on consent rests", homewise.subjects(PRODUCT, "savings_report") == [])
expect("he sees nothing of the home’s readings", "Room readings" not in gus.see("/my-data").text)
expect("and may not invite anybody", gus.post("/people/invite", role="adult", days="1").status == 403)
expect("nor hand on a device", gus.post("/devices/lost", device="d-0000000000000001").status == 403)

say("the weekend is over; nobody did anything")
house.stop()
house.start("--clock-ahead", "3d")
ana.sign_in()
expect("his session opens nothing", "Hello Gus" not in gus.see("/").text)
expect("he is on no list", "<strong>Gus</strong>" not in ana.see("/people").text)
hall.sends("climate", reading)
expect("her report is made again", len(homewise.subjects(PRODUCT, "savings_report")) == 1)
gus.sign_in()
expect("he comes back for what is about him alone", "Your stay ended" in gus.see("/left").text)
expect("and for nothing else", "What is still yours" in gus.see("/who-sees").text)
gone = gus.post("/left/forget", password=PASSWORD, word="forget")
expect("from a browser that is not known his erasure waits", "waits for another" in gone.text)
house.close()
