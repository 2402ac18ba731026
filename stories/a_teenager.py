#!/usr/bin/env python3
"""Turning 13 and 18: a grown-up's yes ends with the birthday, the young person decides, and nothing begins by itself."""

import datetime
import re

from house import PASSWORD, House, Person, expect, say

PRODUCT = "stride-band"
house = House("examples/fitness_tracker/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
today = datetime.datetime.now(datetime.timezone.utc).date()
soon = today + datetime.timedelta(days=20)
born = soon.replace(year=soon.year - 13, day=min(soon.day, 28))
ana.post("/people/child", name="Kit", born=born.isoformat())
band = house.provision(PRODUCT, "band-1")
ana.claim(band)
page = ana.see("/people").text
kit_id = re.search(r'<option value="(p-[0-9a-f]+)"', page).group(1)
device = re.search(r'name="device" value="(d-[0-9a-f]+)"', ana.see(f"/product/{PRODUCT}").text).group(1)
ana.post(f"/product/{PRODUCT}/wearer", device=device, wearer=kit_id)
expect("Kit gets a way to sign in", ana.post("/people/sign-in", person=kit_id, email="kit@beech.example", password=PASSWORD).status == 200)
kit = Person(house, "kit@beech.example")
kit.sign_in()


def ends_ahead(age):
    """Days from now to the day after a birthday."""
    reached = datetime.date(born.year + age, born.month, born.day)
    return (reached - today).days + 1


def sends(count):
    band.sends("sleep", *({"stage": "deep", "movements": number % 9} for number in range(count)))


def held(person):
    return len(person.rows("sleep"))


say("Ana says yes for Kit, who is 12")
for kind in ("ordinary", "explicit"):
    ana.says("grant", PRODUCT, "sleep_coach", kind=kind, person=kit_id)
sends(5)
expect("what the band sends is kept", held(kit) > 0)
expect("Kit sees it and decides nothing yet", 'role="switch"' not in kit.see(f"/product/{PRODUCT}").text)
expect("nobody can say yes for Kit to what is never for children", ana.says("grant", PRODUCT, "heart_study", person=kit_id).status == 403)
say("Ana looks at what is kept about Kit")
ana.post("/people/look", person=kit_id)
expect("Kit sees that she looked", "Ana looked at what is kept about you" in kit.see("/").text)

say("the day after Kit's thirteenth birthday")
house.stop()
house.start("--clock-ahead", f"{ends_ahead(13)}d")
ana.sign_in()
kit.sign_in()
text = kit.see(f"/product/{PRODUCT}").text
expect("the yes of a grown-up has ended, and Kit is told why", "You are old enough to decide now" in text)
sends(5)
expect("nothing more is kept on it, and what was is gone", held(kit) == 0)
expect("Ana decides no more", ana.says("grant", PRODUCT, "sleep_coach", person=kit_id).status == 403)
expect("nor does she look any more", ana.post("/people/look", person=kit_id).status == 403)
for kind in ("ordinary", "explicit"):
    kit.says("grant", PRODUCT, "sleep_coach", kind=kind, person=kit_id)
sends(5)
expect("Kit says yes, and it is kept", held(kit) > 0)
expect("what is never for children is not asked", kit.says("grant", PRODUCT, "heart_study", person=kit_id).status == 403)

say("the day after the eighteenth")
house.stop()
house.start("--clock-ahead", f"{ends_ahead(18)}d")
kit.sign_in()
sends(5)
expect("a yes that lasts a year has run out years ago", held(kit) == 0)
for kind in ("ordinary", "explicit"):
    expect("what was never for children is Kit's to say now", kit.says("grant", PRODUCT, "heart_study", kind=kind, person=kit_id).status == 200)
band.sends("heart", *({"rate": 60 + number, "variation": 40} for number in range(5)))
expect("and from then on it is kept", len(kit.rows("heart")) > 0)
house.stop()
house.start("--clock-ahead", f"{ends_ahead(18)}d")
house.close()
