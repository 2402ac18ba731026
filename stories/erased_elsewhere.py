#!/usr/bin/env python3
"""A person is found, taken out and erased in the maker's own PostgreSQL and MariaDB and in its own service, by a declared mapping; a rehearsal changes nothing; what cannot
be reached is said, tried again, and never called done."""

import http.server
import json
import os
import subprocess
import threading

from databases import MariaDb, Postgres
from house import BIN, PASSWORD, Person, expect, say
from recipients import OpenHouse, certificates, wait_for

PRODUCT, PURPOSE = "stride-band", "sleep_coach"
SHOP_TOKEN = "token-of-the-shop"

SCHEMA = """
CREATE SCHEMA crm;
CREATE TABLE crm.customers (ref text PRIMARY KEY, name text NOT NULL, email text, born date, tags text[], note jsonb);
CREATE TABLE crm."or""ders; DROP TABLE crm" (id bigint PRIMARY KEY, customer text REFERENCES crm.customers (ref), total numeric(10, 2));
CREATE TABLE crm.invoices (id bigint PRIMARY KEY, customer varchar(40), total numeric(10, 2));
CREATE TABLE crm.visits (home text, address text, at timestamptz);
CREATE ROLE cardea LOGIN PASSWORD 'a long word';
GRANT USAGE ON SCHEMA crm TO cardea;
GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA crm TO cardea;
GRANT UPDATE (address, home) ON crm.visits TO cardea;
"""

BILLING = """
CREATE DATABASE billing CHARACTER SET utf8mb4;
USE billing;
CREATE TABLE `ow``ners` (ref varchar(40) PRIMARY KEY, name varchar(80) NOT NULL, born date, `limit` decimal(10, 2)) ENGINE = InnoDB;
CREATE TABLE cards (number varchar(20) PRIMARY KEY, owner varchar(40), until date, FOREIGN KEY (owner) REFERENCES `ow``ners` (ref)) ENGINE = InnoDB;
CREATE TABLE calls (id int PRIMARY KEY AUTO_INCREMENT, owner varchar(40), said text NOT NULL) ENGINE = InnoDB;
CREATE USER cardea@'%' IDENTIFIED BY 'a long word' REQUIRE SSL;
GRANT SELECT, DELETE ON billing.`ow``ners` TO cardea@'%';
GRANT SELECT, DELETE ON billing.cards TO cardea@'%';
GRANT SELECT, UPDATE (owner, said) ON billing.calls TO cardea@'%';
"""

MAPPING = """
[connectors.crm]
organisation = "stride"
kind = "postgresql"
url = "postgres://cardea@localhost:{port}/postgres?sslmode=require"
password_file = "crm.password"
wait = "10s"

[[connectors.crm.tables]]
table = 'crm.or"ders; DROP TABLE crm'
key = "customer"
is = "person"
export = ["id", "total"]
erase = "delete"

[[connectors.crm.tables]]
table = "crm.customers"
key = "ref"
is = "person"
export = ["name", "email", "born", "tags", "note"]
erase = "delete"

[[connectors.crm.tables]]
table = "crm.invoices"
key = "customer"
is = "person"
export = ["id", "total"]
erase = "keep"
because = "VAT Act 1994 Sch 11 para 6(3): six years"

[[connectors.crm.tables]]
table = "crm.visits"
key = "home"
is = "household"
export = ["address", "at"]
erase = "anonymise"
set_null = ["home"]
set = {{ address = "erased" }}

[connectors.billing]
organisation = "stride"
kind = "mysql"
url = "mysql://cardea@localhost:{billing}/billing?require_ssl=true"
password_file = "crm.password"
wait = "10s"

[[connectors.billing.tables]]
table = "cards"
key = "owner"
is = "person"
export = ["number", "until"]
erase = "delete"

[[connectors.billing.tables]]
table = "billing.ow`ners"
key = "ref"
is = "person"
export = ["name", "born", "limit"]
erase = "delete"

[[connectors.billing.tables]]
table = "calls"
key = "owner"
is = "person"
export = ["said"]
erase = "anonymise"
set_null = ["owner"]
set = {{ said = "erased" }}

[connectors.shop]
organisation = "stride"
kind = "http"
url = "http://127.0.0.1:{shop}/privacy"
token_file = "shop.token"
"""


class Shop:
    """A service of the maker's own. Its lists are by reference."""

    def __init__(self):
        self.lists, self.statuses, self.asked = {}, [], []
        shop = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, body=None):
                body = json.dumps(body).encode() if body is not None else b""
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do(self):
                reference = self.path.removeprefix("/privacy/subjects/")
                shop.asked.append((self.command, reference))
                if self.headers["Authorization"] != f"Bearer {SHOP_TOKEN}":
                    return self.answer(403)
                if self.command == "DELETE" and shop.statuses:
                    return self.answer(shop.statuses.pop(0))
                held = shop.lists.get(reference)
                if held is None:
                    return self.answer(404)
                if self.command == "DELETE":
                    del shop.lists[reference]
                    return self.answer(200, {"erased": {name: len(records) for name, records in held.items()}})
                return self.answer(200, {"records": held})

            do_GET = do_DELETE = do

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_port


def connectors(*arguments):
    done = subprocess.run([BIN, "connectors", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


class Connected(OpenHouse):
    """A house with connectors, once there is a file of them."""

    file = None

    def start(self, *extra):
        super().start(*(["--connectors", str(self.file)] if self.file else []), *extra)


house = Connected("examples/fitness_tracker/cardea.yaml")
scratch = house.folder.parent / f"{house.folder.name}-elsewhere"
scratch.mkdir()
certificates(scratch)
os.environ["SSL_CERT_FILE"] = str(scratch / "ca.pem")
ana = Person.founds(house, "Beech Cottage", "Ana Ashworth", "ana@beech.example")
ben = ana.adds_adult("Ben Ashworth", "ben@beech.example")
band = house.provision(PRODUCT, "band")
ana.claim(band)
ana.wears(PRODUCT)
for person in (ana, ben):
    for kind in ("ordinary", "explicit"):
        person.says("grant", PRODUCT, PURPOSE, kind=kind)
restwell = house.organisation("restwell")
band.sends("sleep", {"stage": "deep", "movements": 1})
known = restwell.subjects(PRODUCT, PURPOSE)[0]
person, home = known["person"], known["household"]
shop = Shop()

with Postgres(scratch / "cert.pem", scratch / "key.pem") as database, MariaDb(scratch / "cert.pem", scratch / "key.pem") as billing:
    database.sql(SCHEMA)
    billing.sql(BILLING + f"""
        INSERT INTO `ow``ners` VALUES ('{person}', 'Ana Åshworth', '1990-05-04', 12.50), ('p-another', 'Zoe', NULL, NULL);
        INSERT INTO cards VALUES ('1', '{person}', '2027-01-31'), ('2', 'p-another', NULL);
        INSERT INTO calls (owner, said) VALUES ('{person}', 'my name is Ana'), ('{person}', 'again'), ('p-another', 'my name is Zoe');
    """)
    database.sql(f"""
        INSERT INTO crm.customers VALUES ('{person}', 'Ana Ashworth', 'ana@beech.example', '1990-05-04', '{{a,b}}', '{{"vip": true}}'), ('p-another', 'Zoe', NULL, NULL, NULL, NULL);
        INSERT INTO crm."or""ders; DROP TABLE crm" VALUES (1, '{person}', 9.99), (2, '{person}', 0.10), (3, 'p-another', 5);
        INSERT INTO crm.invoices VALUES (1, '{person}', 9.99), (2, 'p-another', 5);
        INSERT INTO crm.visits VALUES ('{home}', '12 Mill Lane', '2026-11-01T10:00:00Z'), ('h-another', '13 Mill Lane', '2026-11-02T10:00:00Z');
    """)
    shop.lists = {person: {"baskets": [{"item": "strap", "price": "4.00"}]}, "p-another": {"baskets": [{"item": "band"}]}}
    (scratch / "crm.password").write_text("a long word\n")
    (scratch / "shop.token").write_text(SHOP_TOKEN + "\n")
    mapping = scratch / "connectors.toml"
    whole = MAPPING.format(port=database.port, billing=billing.port, shop=shop.port)

    say("the file is compared with what is there")
    mapping.write_text(whole)
    code, said = connectors("check", mapping)
    expect("it fits", code == 0 and said.count("it fits") == 3)
    for before, after, problem in [
        ('export = ["address", "at"]', 'export = ["address", "street"]', "`crm.visits` has no column `street`"),
        ('table = "crm.invoices"', 'table = "crm.bills"', "`crm.bills` is not there"),
        ('set_null = ["home"]', 'set_null = ["home", "at"]', "may not change `at`"),
        ('table = "crm.customers"\nkey = "ref"', 'table = "crm.customers"\nkey = "born"', "references are texts"),
        ('key = "customer"\nis = "person"\nexport = ["id", "total"]\nerase = "delete"', 'key = "customer"\nis = "person"\nexport = ["id", "total"]\nerase = "keep"\nbecause = "none"', ""),
    ]:
        mapping.write_text(whole.replace(before, after, 1))
        code, said = connectors("check", mapping)
        expect(f"what does not fit is said: {problem or 'nothing, where it only cannot be erased'}", (code == 1 and problem in said) if problem else code == 0)
    for before, after, problem in [
        ('export = ["said"]', 'export = ["heard"]', "`calls` has no column `heard`"),
        ('table = "cards"', 'table = "card"', "`card` is not there"),
        ('set = { said = "erased" }', 'set = { id = "erased" }', "takes no text"),
        ('set_null = ["owner"]', 'set_null = ["owner", "said"]', ""),
        ('table = "cards"\nkey = "owner"\nis = "person"\nexport = ["number", "until"]\nerase = "delete"', 'table = "calls"\nkey = "said"\nis = "person"\nerase = "keep"\nbecause = "none"', "`cards` refers to `billing.ow`ners`, and is not in `tables`"),
    ]:
        mapping.write_text(whole.replace(before, after, 1))
        code, said = connectors("check", mapping)
        expect(f"in MariaDB, too: {problem or 'both null and a text'}", (code == 1 and problem in said) if problem else (code == 2 and "both null and a text" in said))
    billing.sql("ALTER TABLE billing.calls ENGINE = MyISAM")
    mapping.write_text(whole)
    code, said = connectors("check", mapping)
    expect("a table without transactions is said", code == 1 and "`calls` has an engine without transactions" in said)
    code, said = connectors("try", mapping, "--subject", person)
    expect("and nothing is tried on it", code == 2 and "engine without transactions" in said and billing.sql("SELECT count(*) FROM billing.calls WHERE said = 'erased'") == "0")
    billing.sql("ALTER TABLE billing.calls ENGINE = InnoDB")
    blocks = whole.split("[[connectors.crm.tables]]")
    mapping.write_text("[[connectors.crm.tables]]".join([blocks[0], blocks[2], blocks[1], *blocks[3:]]))
    code, said = connectors("check", mapping)
    expect("the order of what refers to each other is looked at", code == 1 and "refers to `crm.customers`: name it before" in said)
    code, said = connectors("try", mapping, "--subject", person)
    expect("and a rehearsal finds it, too, by code and rule", code == 2 and "23503" in said and "customer_fkey" in said and "Ana" not in said)
    mapping.write_text(whole.replace("cardea@localhost", "cardea:secret@localhost"))
    code, said = connectors("check", mapping)
    expect("a password in the URL is refused, and not repeated", code == 2 and "password_file" in said and "secret" not in said)
    (scratch / "wrong").write_text("another word")
    mapping.write_text(whole.replace("crm.password", "wrong"))
    code, said = connectors("check", mapping)
    expect("a wrong password is said", code == 2 and "28P01" in said and "another word" not in said)
    os.environ["SSL_CERT_FILE"] = str(scratch / "wrong-ca.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=other", "-keyout", "other.key", "-out", "wrong-ca.pem"],
                   check=True, capture_output=True, cwd=scratch)
    mapping.write_text(whole)
    code, said = connectors("try", mapping, "--subject", person)
    expect("a server that nobody trusted vouches for is not spoken to", code == 2 and "TLS failed" in said)
    os.environ["SSL_CERT_FILE"] = str(scratch / "ca.pem")

    say("what would be done is tried, and taken back")
    code, said = connectors("try", mapping, "--subject", person, "--json")
    tried = {row["connector"]: row for row in map(json.loads, said.splitlines())}
    rows = {row["table"]: (row["how"], row["rows"]) for row in tried["crm"]["would_be_erased"]}
    expect("its counts are right", code == 0 and rows == {'crm.or"ders; DROP TABLE crm': ("delete", 2), "crm.customers": ("delete", 1), "crm.invoices": ("keep", 1), "crm.visits": ("anonymise", 0)})
    rows = {row["table"]: (row["how"], row["rows"]) for row in tried["billing"]["would_be_erased"]}
    expect("in MariaDB, too", rows == {"cards": ("delete", 1), "billing.ow`ners": ("delete", 1), "calls": ("anonymise", 2)})
    expect("it takes out as many", [row["rows"] for row in tried["crm"]["would_be_taken_out"]] == [2, 1, 1, 0])
    expect("no value is said", "Ana" not in said and "Mill" not in said)
    code, said = connectors("try", mapping, "--subject", home)
    expect("of a home, too", code == 0 and "1 rows of crm.visits would be made anonymous" in said)
    expect("nothing was changed in MariaDB", billing.sql("SELECT count(*) FROM billing.`ow``ners`") == "2" and billing.sql("SELECT count(*) FROM billing.calls WHERE said = 'erased'") == "0")
    expect("nothing was changed", database.sql("SELECT count(*) FROM crm.customers") == "2" and "12 Mill Lane" in database.sql("SELECT address FROM crm.visits"))
    expect("and the shop was asked to delete nothing", all(method == "GET" for method, _ in shop.asked))
    mapping.write_text(whole.replace('wait = "10s"', 'rows_max = 1'))
    code, said = connectors("try", mapping, "--subject", person)
    expect("more rows than are read are said", code == 2 and "more than `rows_max` rows" in said)
    mapping.write_text(whole)

    say("Ana takes a copy")
    house.stop()
    house.file = mapping
    house.start()
    ana.sign_in()
    package = ana.package()
    about = json.loads(package.read("elsewhere/crm/about.json"))
    files = {table["table"]: json.loads(package.read(table["file"]))["records"] for table in about["tables"]}
    expect("everything of hers is in it", about["complete"] and files["crm.customers"] == [{"name": "Ana Ashworth", "email": "ana@beech.example", "born": "1990-05-04", "tags": ["a", "b"], "note": {"vip": True}}])
    expect("to the last digit", sorted(row["total"] for row in files['crm.or"ders; DROP TABLE crm']) == [0.1, 9.99])
    expect("and of her home", files["crm.visits"][0]["address"] == "12 Mill Lane" and len(files["crm.visits"]) == 1)
    about = json.loads(package.read("elsewhere/billing/about.json"))
    files = {table["table"]: json.loads(package.read(table["file"]))["records"] for table in about["tables"]}
    expect("and from MariaDB", files["billing.ow`ners"] == [{"name": "Ana Åshworth", "born": "1990-05-04", "limit": 12.5}] and len(files["calls"]) == 2)
    expect("and from the shop", json.loads(package.read("elsewhere/shop/01-baskets.json"))["records"] == [{"item": "strap", "price": "4.00"}])
    expect("the page says where it came from", "“crm” of stride" in package.read("index.html").decode())
    expect("nobody else is in it", not any(b"Zoe" in package.read(name) or b"13 Mill" in package.read(name) for name in package.namelist()))
    database.stop()
    package = ana.package()
    about = json.loads(package.read("elsewhere/crm/about.json"))
    expect("what cannot be reached is missing, and said to be", not about["complete"] and "cannot be reached" in about["says"] and not about["tables"])

    say("she is forgotten while the database is away and the shop is slow to do it")
    shop.statuses = [503, 202]
    page = ana.post("/forget-me", password=PASSWORD, word="forget")
    expect("she is forgotten here", page.status == 200 and "You are forgotten" in page.text)
    wait_for("the shop has done it, when it says so and not before", lambda: person not in shop.lists)
    wait_for("MariaDB has nothing of hers", lambda: billing.sql(f"SELECT (SELECT count(*) FROM billing.`ow``ners` WHERE ref = '{person}') + (SELECT count(*) FROM billing.cards WHERE owner = '{person}') + (SELECT count(*) FROM billing.calls WHERE owner = '{person}')") == "0")
    expect("what stays is nobody's", billing.sql("SELECT count(*) FROM billing.calls WHERE owner IS NULL AND said = 'erased'") == "2")
    expect("and others are as they were", billing.sql("SELECT (SELECT count(*) FROM billing.`ow``ners`) + (SELECT count(*) FROM billing.cards) + (SELECT count(*) FROM billing.calls WHERE said = 'my name is Zoe')") == "3")
    wait_for("the operator sees what is left", lambda: [(row["connector"], row["state"]) for row in house.operator("GET", "/v1/notices").rows if row["connector"]] == [("crm", "waiting")])
    row = house.operator("GET", "/v1/notices").rows[0]
    expect("and why", "cannot be reached" in row["last_fault"] and row["tries"] > 0)
    expect("Stride itself cannot say that it is done", house.program("POST", f"/v1/notices/{row['notice']}/done", house.organisation("stride").token).status == 404)
    house.kill()
    database.start()
    house.start()
    wait_for("when it is back it is done", lambda: house.operator("GET", "/v1/notices").rows == [])
    expect("nothing of hers is there", database.sql(f"SELECT (SELECT count(*) FROM crm.customers WHERE ref = '{person}') + (SELECT count(*) FROM crm.\"or\"\"ders; DROP TABLE crm\" WHERE customer = '{person}')") == "0")
    expect("but what a law asks for", database.sql(f"SELECT count(*) FROM crm.invoices WHERE customer = '{person}'") == "1")
    expect("others are as they were", database.sql("SELECT (SELECT count(*) FROM crm.customers) + (SELECT count(*) FROM crm.\"or\"\"ders; DROP TABLE crm\")") == "2" and "p-another" in shop.lists)
    expect("so is the home where Ben stays", database.sql(f"SELECT address FROM crm.visits WHERE home = '{home}'") == "12 Mill Lane")

    say("Ben, the last, is forgotten")
    ben.sign_in()
    ben.post("/forget-me", password=PASSWORD, word="forget")
    wait_for("then the home is anonymous there", lambda: database.sql("SELECT count(*) FROM crm.visits WHERE address = 'erased' AND home IS NULL") == "1")
    expect("and the other home is not", "13 Mill Lane" in database.sql("SELECT address FROM crm.visits"))
    wait_for("nothing is left to do", lambda: house.operator("GET", "/v1/notices").rows == [])
    log = (house.folder.parent / f"{house.folder.name}.log").read_text()
    expect("the log of the server names nobody", not any(word in log for word in (person, home, "Ana", "Mill Lane", "a long word", SHOP_TOKEN)))
house.close()
