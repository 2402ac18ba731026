#!/usr/bin/env python3
"""L4 against whoever has old copies: backup, restore, key rotation, and every old file put back in every combination."""

import itertools
import json
import pathlib
import shutil
import subprocess

from house import BIN, PASSWORD, House, Person, expect, say

PRODUCT = "stride-band"
FILES = ("data.db", "secrets/secrets.db", "log.db")


def cardea(*words, env=None):
    return subprocess.run([BIN, *map(str, words)], capture_output=True, text=True, env=env)


def doctor(folder, *more):
    ran = cardea("doctor", "--dir", folder, "--format", "json", *more)
    if not ran.stdout:
        return ran.returncode, {"error": ran.stderr}
    # Findings win over what is good under the same name.
    checks = sorted(json.loads(ran.stdout), key=lambda check: check["state"] == "finding")
    return ran.returncode, {check["name"]: check["state"] for check in checks}


def put(old, new, name):
    for ending in ("", "-wal", "-shm"):
        target = new / (name + ending)
        target.unlink(missing_ok=True)
        source = old / (name + ending)
        if source.exists():
            shutil.copy(source, target)


house = House("examples/fitness_tracker/cardea.yaml", "examples/thermostat/cardea.yaml")
scratch = house.folder.parent
ana = Person.founds(house, "Beech Cottage", "Ana Ashworth", "ana@beech.example")
ben = ana.adds_adult("Ben Ashworth", "ben@beech.example")
band, hall = house.provision(PRODUCT, "band"), house.provision("warmly-thermostat", "hall")
for device in (band, hall):
    ana.claim(device)
ana.wears(PRODUCT)
ana.says("grant", PRODUCT, "heart_and_sleep", kind="explicit")
band.sends("sleep", *({"stage": "deep", "movements": number} for number in range(40)))
hall.sends("climate", {"temperature": 20.5, "humidity": 48, "occupied": True})
expect("her nights are kept", len(ana.rows("sleep")) > 0)

say("the key is exchanged while the server runs")
secrets = house.folder / "secrets"
old_key = (secrets / "kek").read_bytes()
before = house.log_size()
turned = cardea("rotate-key", "--dir", house.folder)
expect(f"it says so: {turned.stdout.strip()}{turned.stderr.strip()}", turned.returncode == 0 and "secrets are locked" in turned.stdout)
expect("the evidence says so, too", house.log_size() == before + 1)
expect("the old key is in no file", house.found_in_files(old_key) == [] and not (secrets / "kek.old").exists())
expect("her nights are there", len(ana.rows("sleep")) > 0)

say("the server is killed right after the secrets were locked anew, before the key files were exchanged")
new_key = (secrets / "kek").read_bytes()
house.kill()
(secrets / "kek.next").write_bytes(new_key)
(secrets / "kek").write_bytes(old_key)
for name in ("kek", "kek.next"):
    (secrets / name).chmod(0o600)
house.start()
ana.sign_in()
expect("it goes on with the key that the secrets name", len(ana.rows("sleep")) > 0 and (secrets / "kek").read_bytes() == new_key)
expect("and destroys the other", house.found_in_files(old_key) == [])

say("a backup of the running server")
data, locked = scratch / f"{house.folder.name}-data.cardea", scratch / f"{house.folder.name}-secrets.cardea"
made = cardea("backup", "--dir", house.folder, "--data", data, "--secrets", locked)
expect(f"two archives: {made.stdout.strip()}{made.stderr.strip()}", made.returncode == 0 and data.exists() and locked.exists())
expect("nobody else may read them", data.stat().st_mode & 0o077 == 0 and locked.stat().st_mode & 0o077 == 0)
expect("the key is in neither", not any(new_key in archive.read_bytes() for archive in (data, locked)))
expect("nor is her name", not any(b"Ana Ashworth" in archive.read_bytes() for archive in (data, locked)))
expect("it does not write over a backup", cardea("backup", "--dir", house.folder, "--data", data).returncode == 2)
code, _ = doctor(house.folder)
expect("a doctor beside the server finds nothing", code == 0)
house.stop()
old = scratch / f"{house.folder.name}-old"
shutil.copytree(house.folder, old)
house.start()

say("she asks to be forgotten")
ana.sign_in()
expect("it is answered", ana.post("/forget-me", password=PASSWORD, word="forget").status == 200)
house.stop()
code, seen = doctor(house.folder)
expect(f"a doctor finds nothing: {seen}", code == 0)
now = scratch / f"{house.folder.name}-now"
shutil.copytree(house.folder, now)

say("old files are put back in every combination, then the server is started")
for chosen in [some for size in (1, 2) for some in itertools.combinations(FILES, size)]:
    shutil.rmtree(house.folder)
    shutil.copytree(now, house.folder)
    for name in chosen:
        put(old, house.folder, name)
    code, seen = doctor(house.folder)
    if "secrets/secrets.db" in chosen:
        expect(f"{' and '.join(chosen)}: the doctor finds it", code == 1 and seen["forgotten"] == "finding")
    house.start()
    expect(f"{' and '.join(chosen)}: she cannot sign in", Person(house, "ana@beech.example").sign_in().status != 200)
    house.stop()
    code, seen = doctor(house.folder)
    expect(f"{' and '.join(chosen)}: after it the doctor finds nothing ({seen})", code == 0)

say("the honest limit: all three at once, with the key, are the day of the copy")
shutil.rmtree(house.folder)
shutil.copytree(now, house.folder)
for name in FILES:
    put(old, house.folder, name)
house.start()
expect("she is back, and only who kept a later checkpoint can tell", Person(house, "ana@beech.example").sign_in().status == 200)
house.stop()

say("the backup is restored")
restored = pathlib.Path(f"{house.folder}-restored")
words = ("restore", "--dir", restored, "--data", data, "--secrets", locked, "--key", now / "secrets" / "kek")
refused = cardea(*words)
expect("not without newer evidence or a date", refused.returncode == 2 and "--erasures-known-until" in refused.stderr and not restored.exists())
late = cardea(*words, "--erasures-known-until", "2090-01-01T00:00:00Z")
expect("nor with a date of which nothing is known", late.returncode == 2 and not restored.exists())
done = cardea(*words, "--replaces", now)
expect(f"with the folder that is replaced: {done.stdout.strip()}{done.stderr.strip()}", done.returncode == 0 and "1 people or homes" in done.stdout)
expect("never over a folder that has something", cardea(*words, "--replaces", now).returncode == 2)
code, seen = doctor(restored)
expect(f"a doctor finds nothing in it: {seen}", code == 0)
shutil.rmtree(house.folder)
restored.rename(house.folder)
house.start()
expect("she stays forgotten", Person(house, "ana@beech.example").sign_in().status != 200)
ben = Person(house, "ben@beech.example")
expect("he is there, and the home's readings", ben.sign_in().status == 200 and ben.rows("climate") != [])
house.stop()

say("archives that are damaged")
broken = scratch / f"{house.folder.name}-broken.cardea"
content = bytearray(data.read_bytes())
content[len(content) // 2] ^= 1
broken.write_bytes(content)
words = ("restore", "--dir", restored, "--secrets", locked, "--key", now / "secrets" / "kek", "--replaces", now, "--data")
changed = cardea(*words, broken)
expect("a changed one is refused, and nothing is there", changed.returncode == 2 and "damaged" in changed.stderr and not restored.exists())
broken.write_bytes(data.read_bytes()[:-1])
expect("one that is cut short, too", cardea(*words, broken).returncode == 2 and not restored.exists())
expect("exchanged ones, too", cardea(*words, locked).returncode == 2 and not restored.exists())
ran = cardea("doctor", "--data", data, "--secrets", locked, "--key", now / "secrets" / "kek")
expect(f"a doctor looks at a backup: {ran.stdout}", ran.returncode == 0)
for path in (data, locked, broken):
    path.unlink()
for path in (old, now):
    shutil.rmtree(path)
shutil.rmtree(house.folder)
