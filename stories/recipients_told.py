#!/usr/bin/env python3
"""UK GDPR Art 19: who was given something is told of withdrawal and erasure by signed messages, over TLS, until it says that it is done; and who does not
answer is escalated. The signatures are verified by the `standardwebhooks` package, which nobody here wrote."""

import http.server
import json
import os
import sqlite3
import ssl
import sys
import threading
import time

from house import PASSWORD, PATIENCE, Person, expect, say
from recipients import OpenHouse, certificates, wait_for
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

PRODUCT, PURPOSE = "stride-band", "sleep_coach"


class Receiver:
    """The server of an organisation. It answers with these statuses one after the other, then with the last of them."""

    def __init__(self, folder):
        self.statuses, self.heard = [204], []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
                receiver.heard.append((status, dict((name.lower(), value) for name, value in self.headers.items()), body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"https://localhost:{self.server.server_port}/cardea"

    def hears(self, kind, status=204):
        """The first message of a kind that was answered so."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for answered, headers, body in list(self.heard):
                if answered == status and json.loads(body)["type"] == kind:
                    return headers, body
            time.sleep(0.05)
        sys.exit(f"{kind} was never heard; there were {[(status, body) for status, _, body in self.heard]}")


def proves(secret, headers, body):
    try:
        Webhook(secret).verify(body, headers)
        return True
    except WebhookVerificationError:
        return False


def agrees(person):
    for kind in ("ordinary", "explicit"):
        person.says("grant", PRODUCT, PURPOSE, kind=kind)


def is_read():
    """The band sends, and Restwell reads it."""
    band.sends("sleep", *({"stage": "deep", "movements": number} for number in range(5)))
    subjects = restwell.subjects(PRODUCT, PURPOSE)
    expect("Restwell reads", len(restwell.read(subjects[0], PRODUCT, "sleep", PURPOSE).rows) > 0)
    return subjects[0]


house = OpenHouse("examples/fitness_tracker/cardea.yaml")
scratch = house.folder.parent / f"{house.folder.name}-tls"
scratch.mkdir()
certificates(scratch)
os.environ["SSL_CERT_FILE"] = str(scratch / "ca.pem")
house.stop()
house.start()
receiver = Receiver(scratch)
ana = Person.founds(house, "Beech Cottage", "Ana Ashworth", "ana@beech.example")
ben = ana.adds_adult("Ben Ashworth", "ben@beech.example")
band = house.provision(PRODUCT, "band")
ana.claim(band)
ana.wears(PRODUCT)
agrees(ana)
restwell, northdale = house.organisation("restwell"), house.organisation("northdale")
subject = is_read()

say("the operator says where Restwell is told")
place = "/v1/organisations/restwell/webhook"
for url in ("http://hooks.example.org/", "https://ana:secret@localhost/", "not a url", "ftp://localhost/"):
    expect(f"not at {url}", house.operator("PUT", place, {"url": url}).status == 422)
expect("nobody is told whom no manifest names", house.operator("PUT", "/v1/organisations/nobody/webhook", {"url": receiver.url}).status == 422)
expect("an organisation does not say so itself", house.program("PUT", place, restwell.token, {"url": receiver.url}).status == 403)
first = house.operator("PUT", place, {"url": receiver.url}).json["secret"]
expect("a secret is answered", first.startswith("whsec_"))
expect("and never again", "secret" not in house.operator("PUT", place, {"url": receiver.url}).json)
house.stop()
expect("it is in no file", house.found_in_files(first.encode(), first.removeprefix("whsec_").encode()) == [])
house.start()
ana.sign_in()

say("Ana says no; Restwell's server fails at first")
receiver.statuses = [500, 302, 204]
ana.says("withdraw", PRODUCT, PURPOSE)
headers, body = receiver.hears("cardea.withdrawal")
data = json.loads(body)["data"]
expect("the signature is good", proves(first, headers, body))
expect("and not for another body", not proves(first, headers, body.replace(b"sleep", b"heart")))
tried = [answered for answered, said, _ in receiver.heard if said["webhook-id"] == headers["webhook-id"]]
expect("it was sent until it was taken, under one name", tried == [500, 302, 204])
expect("it names her as Restwell knows her", {"household": data["household"], "person": data["person"]} == subject)
expect("and what it has", (data["product"], data["purposes"], data["streams"], data["do"]) == (PRODUCT, [PURPOSE], ["sleep"], "stop_and_erase"))
expect("and nobody's name", b"Ash" not in body and b"beech" not in body)
wait_for("Ana sees that it knows", lambda: "It knows since" in ana.see("/who-looked").text)
expect("Ben does not see what Ana said", "was told" not in ben.see("/who-looked").text)
done = f"/v1/notices/{data['notice']}/done"
expect("another organisation cannot say that it is done", house.program("POST", done, northdale.token).status == 404)
expect("nor see it", northdale.get("/v1/notices").rows == [])
expect("Restwell can see it", [row["notice"] for row in restwell.get("/v1/notices").rows] == [data["notice"]])
expect("and say that it is done", house.program("POST", done, restwell.token).status == 204)
expect("twice", house.program("POST", done, restwell.token).status == 204)
expect("Ana sees that", "It was done by" in ana.see("/who-looked").text)
package = ana.package()
expect("and it is in her copy", json.loads(package.read("who-was-told.json"))[0]["state"] == "done")

say("the secret is exchanged; the one before is good for a day")
receiver.heard.clear()
second = house.operator("PUT", place, {"url": receiver.url, "rotate": True}).json["secret"]
agrees(ana)
is_read()
ana.says("withdraw", PRODUCT, PURPOSE)
headers, body = receiver.hears("cardea.withdrawal")
expect("whoever has either can tell that it is us", proves(first, headers, body) and proves(second, headers, body) and first != second)

say("nobody is there when Ana is forgotten, and the server is killed")
agrees(ana)
is_read()
receiver.statuses = [503]
receiver.heard.clear()
ana.says("withdraw", PRODUCT, PURPOSE)
page = ana.post("/forget-me", password=PASSWORD, word="forget")
expect("she is forgotten", page.status == 200 and "You are forgotten" in page.text)
house.kill()
receiver.statuses = [204]
receiver.heard.clear()
house.start()
headers, body = receiver.hears("cardea.erasure")
expect("Restwell is told all the same", json.loads(body)["data"]["person"] == subject["person"] and proves(second, headers, body))
wait_for("and not of what she said before", lambda: [row["about"] for row in house.notices()] == ["erasure"] and house.notices()[0]["state"] == "received")
expect("her name was in no message", not any(b"Ash" in body for _, _, body in receiver.heard))
expect("it is done", house.program("POST", f"/v1/notices/{json.loads(body)['data']['notice']}/done", restwell.token).status == 204)
expect("and nothing of it is left to be seen", house.notices() == [])
house.stop()
data = sqlite3.connect(house.folder / "data.db")
expect("nor in the table", data.execute("SELECT count(*) FROM notification").fetchone() == (0,) and data.execute("SELECT count(*) FROM given WHERE person != 0").fetchone() == (0,))
data.close()
house.start()

say("Ben wears the band now; Restwell does not answer any more")
ben.sign_in()
ben.wears(PRODUCT)
agrees(ben)
is_read()
receiver.statuses = [410]
receiver.heard.clear()
ben.says("withdraw", PRODUCT, PURPOSE)
receiver.hears("cardea.withdrawal", status=410)
wait_for("who is gone for good is escalated at once", lambda: house.notices() and house.notices()[0]["overdue_since"])
heard = len(receiver.heard)
time.sleep(3)
expect("and not asked again", len(receiver.heard) == heard)
wait_for("the operator's log raises the alarm", lambda: "notice_overdue" in house.log())
expect("which names nobody", subject["person"] not in house.log() and "Ben" not in house.log())
expect("Ben sees it", "must tell it in another way" in ben.see("/who-looked").text)
receiver.statuses = [500]
house.operator("PUT", place, {"url": receiver.url})
receiver.hears("cardea.withdrawal", status=500)
house.stop()
house.start("--clock-ahead", "8d")
ben.sign_in()
wait_for("after a week it is given up", lambda: house.notices()[0]["state"] == "failed")
notice = house.notices()[0]["notice"]
expect("the operator, who wrote a letter, says that it is done", house.operator("POST", f"/v1/notices/{notice}/done").status == 204)
expect("and so it is", house.notices() == [] and "It was done by" in ben.see("/who-looked").text)
house.stop()
house.start("--clock-ahead", "13mo")
data = sqlite3.connect(house.folder / "data.db")
kept = "SELECT count(*) FROM notification WHERE id = ?"
wait_for("after a year nothing is left of it", lambda: data.execute(kept, (bytes.fromhex(notice.removeprefix("msg_")),)).fetchone() == (0,))
# The yes to the express statement ran out with the year: that is told, too.
wait_for("and what ran out with the year is told", lambda: [row["about"] for row in house.notices()] == ["withdrawal"])
data.close()
house.close()
