"""The API is what its description says, whatever is sent to it (tried by schemathesis, by a person's app, by an organisation's program and by the operator's)."""

import base64
import json
import subprocess
import sys
import urllib.request

from house import PASSWORD, House, Person, expect, fetch

EXAMPLES = "40"


def tried(house, name, header, *only):
    """Everything that whoever sends this header may do, with many requests that fit the description and many that do not."""
    command = [
        "st", "run", house.url("/v1/openapi.json"), "--header", header, "--max-examples", EXAMPLES, "--seed", "20261125",
        "--request-timeout", "20", "--phases", "examples,coverage,fuzzing", "--warnings", "off", "--continue-on-failure",
        # Whether a code is the one on the box, or an address is somebody's already, is in no description.
        "--exclude-checks", "positive_data_acceptance", *only,
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=house.folder.parent)
    if done.returncode != 0:
        print(done.stdout[-8000:], done.stderr[-2000:])
    expect(f"{name} finds nothing that the description does not say", done.returncode == 0)


def main():
    house = House("examples/thermostat/cardea.yaml")
    ann = Person.founds(house, "Mill Lane", "Ann", "ann@example.org")
    thermostat = house.provision("warmly-thermostat", "hall")
    ann.claim(thermostat)
    body = json.dumps({"email": "ann@example.org", "password": PASSWORD}).encode()
    session = fetch(urllib.request.Request(house.url("/v1/sessions"), body, {"Content-Type": "application/json"}))
    expect("an app signs in", session.status == 201)
    tried(house, "a person's app", f"Authorization: Bearer {session.json['token']}", "--exclude-path", "/v1/session")
    tried(house, "an organisation's program", f"Authorization: Bearer {house.organisation('warmly').token}", "--include-tag", "readings")
    operator = (house.folder / "operator-token").read_text().strip()
    tried(house, "the operator's program", f"Authorization: Bearer {operator}", "--include-tag", "operator")
    basic = base64.b64encode(f"hall:{thermostat.token}".encode()).decode()
    tried(house, "a device", f"Authorization: Basic {basic}", "--include-tag", "devices")
    expect("the server still keeps readings", fetch(urllib.request.Request(house.url("/health"))).status == 200)
    house.close()


sys.exit(main())
