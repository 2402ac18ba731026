#!/usr/bin/env python3
"""The hook of this repository, run by the real `pre-commit` in a repository of a maker: a commit that breaks the law is stopped."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = pathlib.Path(os.environ["CARDEA_SCRATCH"])
programs = SCRATCH / "bin"
programs.mkdir()
(programs / "cardea").symlink_to(pathlib.Path(os.environ["CARDEA_BIN"]).resolve())
ENVIRONMENT = os.environ | {
    "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    "HOME": str(SCRATCH),
    "PRE_COMMIT_HOME": str(SCRATCH / "cache"),
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Maker"), ("EMAIL", "maker@example"))},
}
for name in [name for name in ENVIRONMENT if name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")]:
    del ENVIRONMENT[name]


def expect(what, held, said=""):
    print(f"{'ok' if held else 'FAILED'}: {what}")
    if not held:
        sys.exit(said or 1)


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def repository(name):
    folder = SCRATCH / name
    folder.mkdir()
    run(folder, "git", "init", "--quiet", "--initial-branch=main")
    return folder


hooks = repository("hooks")
shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
run(hooks, "git", "add", ".")
code, said = run(hooks, "git", "commit", "--quiet", "--message=hooks")
expect("the hooks are a repository", code == 0, said)
_, revision = run(hooks, "git", "rev-parse", "HEAD")

product = repository("product")
good = (ROOT / "examples/thermostat/cardea.yaml").read_text(encoding="utf-8")
(product / ".pre-commit-config.yaml").write_text(f"repos:\n- repo: {hooks}\n  rev: {revision.strip()}\n  hooks:\n  - id: cardea-check\n    args: [--as-of, '2026-11-23']\n")
(product / "thermostat").mkdir()
manifest = product / "thermostat/cardea.yaml"
(product / "notcardea.yaml").write_text("no: manifest\n")
code, said = run(product, "pre-commit", "install")
expect("the hook is installed", code == 0, said)

manifest.write_text(good.replace("scheme: user_defined", "scheme: shared"))
run(product, "git", "add", ".")
code, said = run(product, "git", "commit", "--message=breaks the law")
expect("a commit that breaks a MUST is stopped, with its finding", code != 0 and "PST-02" in said and "thermostat/cardea.yaml" in said, said)
expect("files that are no manifests are left alone", "notcardea" not in said, said)
manifest.write_text(good)
run(product, "git", "add", ".")
code, said = run(product, "git", "commit", "--message=keeps it")
expect("a commit that keeps it goes through", code == 0 and "Passed" in said, said)
code, said = run(product, "pre-commit", "try-repo", str(hooks), "cardea-check", "--all-files")
expect("it can be tried without being installed", code == 0 and "Passed" in said, said)
