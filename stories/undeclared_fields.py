#!/usr/bin/env python3
"""L1: a field that the manifest does not declare is never stored, forwarded or logged."""

from house import House, Person, expect, say

house = House("examples/thermostat/cardea.yaml")
ana = Person.founds(house, "Beech Cottage", "Ana", "ana@beech.example")
hall = house.provision("warmly-thermostat", "hall")
ana.claim(hall)

say("the thermostat sends what it may, and the name of the Wi-Fi and where the home is")
reading = {"temperature": 20.53, "humidity": 48, "occupied": True, "ssid": "BeechCottage-5G", "latitude": 51.501273, "wifi": {"bssid": "aa:bb:cc:dd:ee:ff"}}
expect("the reading is acknowledged", hall.sends("climate", reading) == 1)
hall.sends("nobody_declared_this", {"secret_of_the_house": "open sesame"})
rows = ana.rows("climate")
expect("its declared fields are kept", any(row.get("temperature") == 20.5 for row in rows))
undeclared = {"ssid", "latitude", "wifi", "bssid", "secret_of_the_house"}
expect("nothing else is in what Ana gets", not any(undeclared & set(row) for row in rows))
house.stop()
needles = [b"BeechCottage-5G", b"51.501273", b"bssid", b"aa:bb:cc", b"latitude", b"open sesame", b"secret_of_the_house"]
expect("nor in any file", house.found_in_files(*needles) == [])
log = (house.folder.parent / f"{house.folder.name}.log").read_bytes()
expect("nor in the server's log", not any(needle in log for needle in needles))
house.start()
house.close()
