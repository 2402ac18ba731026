#!/usr/bin/env python3
"""`action.yml`, without GitHub: its steps are read from the file and run by the same shell with the same variables as a runner gives
them. What a runner does with annotations and the SARIF file is not tried here."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from ruamel.yaml import YAML

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
ACTION = YAML(typ="safe").load(ROOT / "action.yml")
SHELLS = {"bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}


def expect(what, held, said=""):
    print(f"{'ok' if held else 'FAILED'}: {what}")
    if not held:
        sys.exit(said or 1)


def value(text, inputs, outputs):
    """A text with its expressions filled in. An expression that is not known here is an error: it would not have been tried."""

    def fill(match):
        step = re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", match[1])
        if step:
            return outputs[step[1]][step[2]]
        return inputs[re.fullmatch(r"inputs\.([\w-]+)", match[1])[1]]

    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", fill, str(text))


def act(folder, **given):
    """Runs the action as `uses:` would: exit code, log and outputs."""
    given = {name.replace("_", "-"): text for name, text in given.items()} | {"program": os.environ["CARDEA_BIN"]}
    assert given.keys() <= ACTION["inputs"].keys(), given
    inputs = {name: given.get(name, declared.get("default", "")) for name, declared in ACTION["inputs"].items()}
    log, outputs, code = "", {}, 0
    for step in ACTION["runs"]["steps"]:
        assert "uses" not in step and "${{" not in step["run"], step
        with tempfile.TemporaryDirectory() as runner:
            script, output = pathlib.Path(runner, "script.sh"), pathlib.Path(runner, "output")
            script.write_text(step["run"])
            output.touch()
            environment = {name: value(text, inputs, outputs) for name, text in step.get("env", {}).items()}
            known = {"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(output)}
            done = subprocess.run([*SHELLS[step["shell"]], str(script)], cwd=folder, env=known | environment, capture_output=True, text=True)
            log += done.stdout + done.stderr
            outputs[step.get("id", "")] = dict(line.split("=", 1) for line in output.read_text().splitlines())
            code = done.returncode
        if code:
            break
    return code, log, {name: value(declared["value"], inputs, outputs) for name, declared in ACTION["outputs"].items()}


expect("it is a composite action that installs nothing", ACTION["runs"]["using"] == "composite")
good = (ROOT / "examples/thermostat/cardea.yaml").read_text(encoding="utf-8")
bad = good.replace("scheme: user_defined", "scheme: shared")
folder = SCRATCH / "repository"
for name, text in {"kept": good, "broken; touch pwned $(touch pwned)": bad, "slip": good.replace("basis: contract", "basis: contrakt", 1)}.items():
    (folder / name).mkdir(parents=True)
    (folder / name / "cardea.yaml").write_text(text, encoding="utf-8")
broken = next(path.name for path in folder.iterdir() if path.name.startswith("broken"))

code, log, outputs = act(folder, path="kept", as_of="2026-11-23")
expect("what is kept passes", code == 0 and outputs == {"exit-code": "0"} and "::error" not in log, log)
code, log, outputs = act(folder, path=f"kept\n{broken}\n", as_of="2026-11-23", sarif_file="out.sarif")
expect("what is broken fails with an annotation", code == 1 and outputs == {"exit-code": "1"} and "::error file=" in log and "PST-02" in log, log)
results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
expect("SARIF is written all the same", any(result["ruleId"] == "PST-02" for result in results))
expect("an input is never read as code", not list(folder.rglob("pwned")))
code, log, outputs = act(folder, path="slip", sarif_file="slip.sarif")
expect("what cannot be read ends with 2", code == 2 and outputs == {"exit-code": "2"} and "did you mean" in log, log)
expect("and is in the SARIF file", json.loads((folder / "slip.sarif").read_text())["runs"][0]["results"])

subprocess.run([os.environ["CARDEA_BIN"], "check", "--as-of", "2026-11-23", "--write-baseline", "known.json", broken], cwd=folder, check=True, capture_output=True)
code, log, _ = act(folder, path=broken, baseline="known.json", as_of="2026-11-23")
expect("what is known passes and is still annotated", code == 0 and "(known)" in log, log)
code, log, _ = act(folder, path="kept", fail_on="sometimes")
expect("a level that is none is refused", code == 2, log)
