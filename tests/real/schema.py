#!/usr/bin/env python3
"""Every example validates against `cardea schema` with a JSON Schema validator that is not ours, and the schema catches slips."""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
schema = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get("CARDEA_SCRATCH"))) / "schema.json"
printed = subprocess.run([os.environ["CARDEA_BIN"], "schema"], capture_output=True, check=True).stdout
schema.write_bytes(printed)
if printed != (ROOT / "contracts" / "manifest.schema.json").read_bytes():
    sys.exit("contracts/manifest.schema.json is not what `cardea schema` prints")
manifests = sorted(str(path) for path in (ROOT / "examples").rglob("cardea.yaml"))
sys.exit(subprocess.run([sys.executable, str(ROOT / "tests" / "real" / "schema_validates.py"), str(schema), *manifests]).returncode)
