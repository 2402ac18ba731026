"""Validates manifests with a JSON Schema validator that is not ours.

    python3 schema_validates.py SCHEMA MANIFEST...

Needs the packages `jsonschema` and `ruamel.yaml`. Exits 1 when a manifest does not validate, or when the schema lets
through what it must not: each manifest is also tried with a slip in it.
"""

import copy
import json
import sys

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML


def load(path):
    """The manifest as YAML 1.2 reads it, dates as the texts they are."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    resolvers = yaml.resolver.versioned_resolver
    for first, known in list(resolvers.items()):
        resolvers[first] = [(tag, form) for tag, form in known if not tag.endswith(":timestamp")]
    with open(path, encoding="utf-8") as file:
        return yaml.load(file)


def slips(manifest):
    """The manifest with one thing wrong, many times over: what an editor must underline."""

    def changed(name, change):
        copied = copy.deepcopy(manifest)
        change(copied)
        return name, copied

    purpose = next(iter(manifest["purposes"]))
    stream = next(iter(manifest["streams"]))
    yield changed("an unknown section", lambda m: m.update(purpose={}))
    yield changed("no product", lambda m: m.pop("product"))
    yield changed("an unknown kind", lambda m: m["product"].update(kind="toaster"))
    yield changed("a country that is none", lambda m: m["product"].update(markets=["UK"]))
    yield changed("a purpose without a basis", lambda m: m["purposes"][purpose].pop("basis"))
    yield changed("a basis that must name something", lambda m: m["purposes"][purpose].update(basis="legitimate_interests"))
    yield changed("a slip in a key", lambda m: m["purposes"][purpose].update(tittle="x"))
    yield changed("a period without a unit", lambda m: next(iter(m["purposes"][purpose]["uses"].values())).update(keep=30))
    yield changed("a stream about nobody", lambda m: m["streams"][stream].update(about="nobody"))
    yield changed("a topic without a device", lambda m: m["streams"][stream].update(topic="climate"))
    yield changed("a step of nothing", lambda m: next(iter(m["streams"][stream]["fields"].values())).update(step=0))
    yield changed("a name with a space", lambda m: m["purposes"].update({"two words": m["purposes"][purpose]}))


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    wrong = 0
    for path in paths:
        manifest = load(path)
        errors = sorted(validator.iter_errors(manifest), key=lambda error: list(map(str, error.absolute_path)))
        for error in errors:
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        slipped = [name for name, slip in slips(manifest) if validator.is_valid(slip)]
        for name in slipped:
            print(f"{path}: the schema does not see {name}")
        wrong += len(errors) + len(slipped)
        print(f"{path}: {'valid' if not errors and not slipped else 'not valid'}")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 2 else print(__doc__) or 2)
