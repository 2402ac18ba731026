#!/usr/bin/env python3
"""Checks receipts and logs of Cardea without any of its code (law L9).

Standard library only. SHA-256 comes from hashlib; Ed25519 is written out from RFC 8032; the Merkle tree is that of
RFC 6962 with the verification algorithms of RFC 9162; notes, checkpoints and tiles are those of C2SP.

    independent_verify.py receipt     KEY RECEIPT.json ...
    independent_verify.py consistency KEY OLD_CHECKPOINT,NEW_CHECKPOINT,PROOF.json ...
    independent_verify.py log         KEY FOLDER[,EARLIER_CHECKPOINT ...] ...

KEY is the log's public key, `name+hash+base64`. PROOF.json is a list of base64 hashes. Prints one line for each thing
given; exit code 0 when all of them hold, 1 when one does not.
"""

import base64
import binascii
import hashlib
import json
import os
import sys


class Wrong(Exception):
    """What was checked does not hold."""


def need(condition, why):
    if not condition:
        raise Wrong(why)


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Wrong("not base64")
    need(base64.b64encode(data).decode() == text, "not the one spelling of base64")
    return data


# Ed25519, RFC 8032 section 5.1. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verify(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return same(multiply(s, BASE), add(r, multiply(h, a)))


# C2SP signed-note and tlog-checkpoint.


class Key:
    def __init__(self, text):
        parts = text.strip().split("+", 2)
        need(len(parts) == 3, "not a public key")
        self.name, self.number, data = parts[0], parts[1], unbase64(parts[2])
        need(len(data) == 33 and data[0] == 1, "not an Ed25519 key")
        number = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        need(number.hex() == self.number, "name, number and key do not belong together")
        self.public = data[1:]


def open_checkpoint(note, key):
    """Size and root of a checkpoint that the key has signed."""
    text, blank, signatures = note.rpartition("\n\n")
    need(blank and signatures.endswith("\n"), "not a signed note")
    text += "\n"
    signed = False
    for line in signatures[:-1].split("\n"):
        need(line.startswith("\u2014 "), "not a signature line")
        name, space, data = line[2:].partition(" ")
        need(space, "not a signature line")
        data = unbase64(data)
        if name == key.name and data[:4].hex() == key.number:
            need(ed25519_verify(key.public, text.encode(), data[4:]), "the signature is wrong")
            signed = True
    need(signed, "not signed with this key")
    lines = text.split("\n")
    need(len(lines) >= 4 and lines[0] == key.name, "the checkpoint of another log")
    need(lines[1].isascii() and lines[1].isdigit() and str(int(lines[1])) == lines[1], "no size")
    root = unbase64(lines[2])
    need(len(root) == 32, "no root")
    return int(lines[1]), root


# RFC 6962 and RFC 9162.


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def check_inclusion(index, size, leaf, proof, root):
    """RFC 9162 section 2.1.3.2."""
    need(0 <= index < size, "no such entry")
    at, last, found = index, size - 1, leaf
    for other in proof:
        need(last != 0, "the proof is too long")
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    need(last == 0, "the proof is too short")
    need(found == root, "the proof does not lead to the signed root")


def check_consistency(old, old_root, new, new_root, proof):
    """RFC 9162 section 2.1.4.2."""
    need(0 < old <= new, "no such sizes")
    if old == new:
        need(not proof and old_root == new_root, "two roots for one size")
        return
    need(proof, "no proof")
    if old & (old - 1) == 0:
        proof = [old_root] + proof
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = proof[0]
    for other in proof[1:]:
        need(last != 0, "the proof is too long")
        if at & 1 or at == last:
            first, second = node_hash(other, first), node_hash(other, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, other)
        at, last = at >> 1, last >> 1
    need(last == 0 and first == old_root and second == new_root, "the log did not only grow")


def hashes(texts):
    need(isinstance(texts, list), "no proof")
    found = [unbase64(text) for text in texts]
    need(all(len(data) == 32 for data in found), "a hash has 32 bytes")
    return found


# Receipts.

STATUS = {
    "granted": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "superseded": "dpv:ConsentInvalidated",
    "void_by_reset": "dpv:ConsentInvalidated",
    "void_by_transfer": "dpv:ConsentInvalidated",
    "void_by_age": "dpv:ConsentInvalidated",
}


def once(pairs):
    fields = dict(pairs)
    need(len(fields) == len(pairs), "a name stands twice")
    return fields


def at_path(document, *names):
    for name in names:
        need(isinstance(document, dict) and name in document, "`%s` is missing" % name)
        document = document[name]
    return document


def says(document, entry, *pairs):
    """Each (path in the receipt, what the entry says) agrees."""
    for path, wanted in pairs:
        found = at_path(document, *path)
        need(found == wanted, "the receipt's `%s` is not what was logged" % path[-1])


def check_readable(document, entry):
    kind = entry.get("kind")
    says(document, entry, (("dct:created", "@value"), entry["at"]))
    subject = ("dpv:hasDataSubject", "dpv:hasIdentifier")
    process = "dpv:hasProcess"
    if kind == "consent_changed":
        says(
            document,
            entry,
            (("@type",), "dpv:ConsentReceipt"),
            (subject, entry["subject"]),
            (("dpv:hasConsentStatus", "@id"), STATUS[entry["state"]]),
            (("cardea:state",), entry["state"]),
            (("dpv:hasIndicationMethod",), entry["channel"]),
            ((process, "dct:hasVersion"), entry["version"]),
            ((process, "dpv:hasPurpose", "dct:identifier"), entry["purpose"]),
            ((process, "dpv:hasService", "dct:identifier"), entry["product"]),
        )
    elif kind == "erasure":
        says(
            document,
            entry,
            (("@type",), "dpv:RightExerciseRecord"),
            (subject, entry["subject"]),
            ((process, "dpv:hasProcessing", "@id"), "dpv:Erase"),
            (("cardea:secretsDestroyed",), entry["secrets"]),
        )
    elif kind in ("device_claimed", "device_released"):
        says(
            document,
            entry,
            (("@type",), "dpv:DataProcessingRecord"),
            (subject, entry["household"]),
            (("cardea:device",), entry["device"]),
            (("cardea:event",), kind),
        )
    elif kind == "device_erased":
        says(
            document,
            entry,
            (("@type",), "dpv:DataProcessingRecord"),
            (subject, entry["household"]),
            ((process, "dpv:hasProcessing", "@id"), "dpv:Erase"),
            (("cardea:device",), entry["device"]),
            (("cardea:event",), kind),
            (("cardea:blocksDeleted",), entry["blocks"]),
            (("cardea:rowsDeleted",), entry["rows"]),
            (("cardea:clipsDeleted",), entry["clips"]),
        )
    else:
        raise Wrong("no receipt is given for this kind of entry")


def receipt(key, file):
    with open(file, encoding="utf-8") as opened:
        document = json.load(opened, object_pairs_hook=once)
    evidence = at_path(document, "cardea:evidence")
    need(at_path(evidence, "format") == 1, "not format 1")
    need(at_path(evidence, "log") == key.name + "+" + key.number, "from another log")
    size, root = open_checkpoint(at_path(evidence, "checkpoint"), key)
    text, index = at_path(evidence, "entry"), at_path(evidence, "index")
    proof = hashes(at_path(evidence, "inclusion"))
    check_inclusion(index, size, leaf_hash(text.encode()), proof, root)
    entry = json.loads(text, object_pairs_hook=once)
    check_readable(document, entry)
    return "entry %d of %d: %s at %s" % (index, size, entry["kind"], entry["at"])


def read(file):
    with open(file, "rb") as opened:
        return opened.read()


def consistency(key, old_file, new_file, proof_file):
    old, old_root = open_checkpoint(read(old_file).decode(), key)
    new, new_root = open_checkpoint(read(new_file).decode(), key)
    check_consistency(old, old_root, new, new_root, hashes(json.loads(read(proof_file))))
    return "the log grew from %d to %d entries" % (old, new)


# Whole logs, C2SP tlog-tiles.


def tile_path(level, number, width):
    text = "%03d" % (number % 1000)
    while number >= 1000:
        number //= 1000
        text = "x%03d/%s" % (number % 1000, text)
    return "tile/%s/%s%s" % (level, text, "" if width == 256 else ".p/%d" % width)


def tiles(level, count):
    """Path and first row of each tile of a level with so many rows."""
    for first in range(0, count, 256):
        yield tile_path(level, first // 256, min(256, count - first)), first


def entries(folder, size):
    for path, first in tiles("entries", size):
        data, at, found = read(os.path.join(folder, path)), 0, 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            need(at + 2 + length <= len(data), "`%s` is cut short" % path)
            yield data[at + 2 : at + 2 + length]
            at, found = at + 2 + length, found + 1
        need(found == min(256, size - first), "`%s` has %d entries" % (path, found))


def root_of(level):
    """The root over a list of hashes: pairs joined level by level, an odd one carried up."""
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        joined = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = joined + level[len(joined) * 2 :]
    return level[0]


def log(key, folder, *earlier):
    size, root = open_checkpoint(read(os.path.join(folder, "checkpoint")).decode(), key)
    leaves = [leaf_hash(entry) for entry in entries(folder, size)]
    need(root_of(leaves) == root, "the entries do not lead to the signed root")
    for file in earlier:
        old, old_root = open_checkpoint(read(file).decode(), key)
        need(old <= size, "the log was cut short: it had %d entries" % old)
        need(root_of(leaves[:old]) == old_root, "the log was forked before entry %d" % old)
    level, rows = 0, leaves
    while rows:
        for path, first in tiles(level, len(rows)):
            expected = b"".join(rows[first : first + 256])
            need(read(os.path.join(folder, path)) == expected, "`%s` was changed" % path)
        whole = range(0, len(rows) // 256 * 256, 256)
        level, rows = level + 1, [root_of(rows[first : first + 256]) for first in whole]
    return "%d entries, %d earlier checkpoints" % (size, len(earlier))


def holds(command, key, files):
    try:
        print("holds:", command(key, *files))
        return True
    except Wrong as wrong:
        print("does not hold:", wrong)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print("does not hold: cannot be read (%s)" % error)
    return False


def main(arguments):
    commands = {"receipt": receipt, "consistency": consistency, "log": log}
    if len(arguments) < 3 or arguments[0] not in commands:
        print(__doc__)
        return 2
    try:
        key = Key(arguments[1])
    except Wrong as wrong:
        print("does not hold:", wrong)
        return 1
    results = [holds(commands[arguments[0]], key, thing.split(",")) for thing in arguments[2:]]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
