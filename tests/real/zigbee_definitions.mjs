// Every definition of zigbee-herdsman-converters, as zigbee2mqtt publishes it on `bridge/devices`, and for each a message with a value for all that it sends.
// node zigbee_definitions.mjs FILE: an object a line, { definition, payload }.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = path.join(process.env.NODE_PATH.split(":")[0], "zigbee-herdsman-converters");
const load = (file) => import(pathToFileURL(path.join(folder, file)).href);
const { main } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
const { prepareDefinition } = await load(main ?? "dist/index.js");

const PUBLISHED = 1;
const isPublished = (expose) => expose.access === undefined || expose.access === 0 || (expose.access & PUBLISHED) !== 0;

function fill(into, expose) {
  if (!isPublished(expose)) return;
  if (expose.features) {
    const below = expose.property ? (into[expose.property] ?? {}) : into;
    for (const feature of expose.features) fill(below, feature);
    if (expose.property && Object.keys(below).length > 0) into[expose.property] = below;
  } else if (expose.type === "numeric") {
    into[expose.property] = expose.value_min ?? expose.value_max ?? 1;
  } else if (expose.type === "binary") {
    into[expose.property] = expose.value_on;
  } else if (expose.type === "enum") {
    into[expose.property] = expose.values[0];
  } else if (expose.type === "text") {
    into[expose.property] = "a text";
  }
}

const lines = [];
const devices = path.join(folder, "dist/devices");
for (const file of fs.readdirSync(devices).filter((name) => name.endsWith(".js") && name !== "index.js")) {
  for (const raw of (await load(`dist/devices/${file}`)).definitions ?? []) {
    const definition = prepareDefinition(raw);
    const exposes = typeof definition.exposes === "function" ? definition.exposes({ isDummyDevice: true }, {}) : definition.exposes;
    const payload = {};
    for (const expose of exposes) fill(payload, expose);
    const { model, vendor, description } = definition;
    lines.push(JSON.stringify({ definition: { model, vendor, description, exposes }, payload }));
  }
}
fs.writeFileSync(process.argv[2], lines.join("\n"));
