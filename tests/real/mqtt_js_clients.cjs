// npm's mqtt against a server: publishes 100 readings at each QoS with MQTT 3.1.1 and 5, then tries to subscribe.
const mqtt = require("mqtt");
const [port, name, token, hub, hubToken] = process.argv.slice(2);
let second = 0;

async function visit(protocolVersion) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    protocolVersion, username: name, password: token, clientId: `js-${protocolVersion}`, reconnectPeriod: 0,
  });
  for (const qos of [0, 1, 2]) {
    const sent = [];
    for (let n = 0; n < 100; n += 1) {
      second += 1;
      const at = new Date(Date.UTC(2026, 10, 22, 0, 0, second)).toISOString();
      sent.push(client.publishAsync(`${name}/answers`, JSON.stringify({ at, way: "opened", wait: 2 }), { qos }));
    }
    await Promise.all(sent);
    console.log(`MQTT ${protocolVersion}, QoS ${qos}: 100 of 100`);
  }
  let refused = false;
  try {
    const granted = await client.subscribeAsync("#", { qos: 1 });
    refused = granted.every((grant) => grant.qos >= 128);
  } catch (error) {
    refused = true;
  }
  if (!refused) throw new Error("the subscription was granted");
  await client.endAsync();
}

// Zigbee2MQTT awaits this at its start, and ends when it is rejected.
async function listen(protocolVersion) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    protocolVersion, username: hub, password: hubToken, reconnectPeriod: 0,
    will: { topic: "lodge/bridge/state", payload: Buffer.from("offline"), retain: protocolVersion === 4, qos: 1 },
  });
  await client.publishAsync("lodge/bridge/state", '{"state": "online"}', { retain: protocolVersion === 4, qos: 0 });
  const granted = await client.subscribeAsync("lodge/#");
  if (granted.some((grant) => grant.qos >= 128)) throw new Error("a hub's subscription was refused");
  console.log(`MQTT ${protocolVersion}: a hub may listen`);
  await client.endAsync();
}

visit(4).then(() => visit(5)).then(() => listen(4)).then(() => listen(5)).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
