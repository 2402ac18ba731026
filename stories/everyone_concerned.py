#!/usr/bin/env python3
"""L2: a reading is kept for a purpose only if it is permitted for every person it is about, at the moment it is committed."""

from datetime import date, timedelta

from house import House, Person, expect, say

PRODUCT = "warmly-thermostat"
house = House("examples/thermostat/cardea.yaml", "examples/fitness_tracker/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
ben = ana.adds_adult("Ben", "ben@beech.example")
hall, band = house.provision(PRODUCT, "hall"), house.provision("stride-band", "band")
ana.claim(hall)
ana.claim(band)
homewise = house.organisation("homewise")

say("a purpose about the home needs every adult")
reading = {"temperature": 20.5, "humidity": 48, "occupied": True}
ana.says("grant", PRODUCT, "savings_report")
hall.sends("climate", reading)
expect("one yes of two permits nobody to read", homewise.subjects(PRODUCT, "savings_report") == [])
ben.says("grant", PRODUCT, "savings_report")
subjects = homewise.subjects(PRODUCT, "savings_report")
expect("two of two do", len(subjects) == 1)
expect("but not what came before", homewise.read(subjects[0], PRODUCT, "climate", "savings_report").rows == [])
hall.sends("climate", reading)
expect("what comes after is there", len(homewise.read(subjects[0], PRODUCT, "climate", "savings_report").rows) == 1)

say("a child at home: what is never done with children rests")
ana.post("/people/child", name="Cleo", born=str(date.today().replace(year=date.today().year - 9)))
for person in (ana, ben):
    person.says("grant", PRODUCT, "research")
expect("research is permitted for no home", house.organisation("gridwise").subjects(PRODUCT, "research") == [])

say("a guest was asked nothing")
ana.post("/people/guest", name="Dan", until=str(date.today() + timedelta(days=2)))
expect("what rests on consent rests while they stay", homewise.subjects(PRODUCT, "savings_report") == [])

say("a band that nobody wears, then worn without an express word about health")
band.sends("heart", {"rate": 70, "variation": 40})
expect("nothing of an unknown wearer is kept", ana.rows("heart") == [])
ana.wears("stride-band")
band.sends("heart", {"rate": 71, "variation": 40})
expect("nor health data without an express statement", ana.rows("heart") == [])
ana.says("grant", "stride-band", "heart_and_sleep", kind="explicit")
band.sends("heart", {"rate": 72, "variation": 40})
expect("with it, her pulse is kept", len(ana.rows("heart")) == 1)
expect("and Ben does not see it", ben.rows("heart") == [])
house.close()
