#!/usr/bin/env python3
"""A maker widens a promise at night: each yes to it is superseded before a door opens, people see why, and going back restores nothing by itself."""

import shutil
import tempfile

from house import ROOT, House, Person, expect, say

PRODUCT = "warmly-thermostat"
folder = tempfile.mkdtemp()
path = f"{folder}/cardea.yaml"
shutil.copy(ROOT / "examples/thermostat/cardea.yaml", path)
evening = open(path).read()


def serves(text, house):
    house.stop()
    with open(path, "w") as file:
        file.write(text)
    house.start()
    ana.sign_in()


house = House(path)
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision(PRODUCT, "hall")
ana.claim(hall)
ana.says("grant", PRODUCT, "savings_report")
hall.sends("climate", *({"temperature": 20 + number / 10, "humidity": 48, "occupied": True} for number in range(10)))
homewise = house.organisation("homewise")
subject = homewise.subjects(PRODUCT, "savings_report")[0]
expect("on the evening the report is read", homewise.read(subject, PRODUCT, "climate", "savings_report").status == 200)

say("at night it is to be kept for two years")
wider = evening.replace("keep: 13mo", "keep: 2y", 1)
expect("the change is one of savings", wider != evening)
serves(wider, house)
page = ana.see(f"/product/{PRODUCT}").text
expect("in the morning the switch is off and says why", "What it is for has changed since" in page and "You are asked again" in page)
expect("nobody reads for it", homewise.read(subject, PRODUCT, "climate", "savings_report").status == 403)
expect("there is a receipt of it", "A yes that a change has ended" in ana.see("/receipts").text)
hall.sends("climate", {"temperature": 25, "humidity": 48, "occupied": True})

say("the maker goes back")
serves(evening, house)
expect("her old yes does not come back by itself", homewise.read(subject, PRODUCT, "climate", "savings_report").status == 403)
ana.says("grant", PRODUCT, "savings_report")
reply = homewise.read(subject, PRODUCT, "climate", "savings_report")
expect("she says yes again, and it is read again", reply.status == 200)
house.close()
shutil.rmtree(folder)
