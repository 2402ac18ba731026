#!/usr/bin/env python3
"""`cardea demo --once`: the story through by itself, in under 40 seconds, and nothing left behind."""

import os
import pathlib
import subprocess
import tempfile
import time

BIN = os.environ["CARDEA_BIN"]
scratch = tempfile.mkdtemp(prefix="demo-", dir=os.environ.get("CARDEA_SCRATCH"))
start = time.monotonic()
done = subprocess.run([BIN, "demo", "--once"], capture_output=True, text=True, timeout=120, env={**os.environ, "TMPDIR": scratch})
took = time.monotonic() - start
print(done.stdout, done.stderr)
print(f"took {took:.1f} s")
assert done.returncode == 0, "a promise was broken"
assert "BROKEN" not in done.stdout and " 0 broken" in done.stdout
assert not any(pathlib.Path(scratch).iterdir()), "something was left behind"
