// A camera and a player that nobody here wrote: Chromium makes pictures, films and sound, and later shows what was kept of them.
const { chromium } = require("playwright-core");
const fs = require("fs");
const [what, folder, url, email, password] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"];

// In the page: a canvas that changes, a tone, and what records them.
async function record() {
  const text = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters);
  };
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [160, 120];
  const ink = canvas.getContext("2d");
  const draw = (number) => {
    ink.fillStyle = `hsl(${number * 20} 80% 50%)`;
    ink.fillRect(0, 0, 160, 120);
    ink.fillStyle = "#fff";
    ink.fillRect(number % 140, 40, 20, 40);
  };
  draw(1);
  const still = (kind) => new Promise((done) => canvas.toBlob(done, kind, 0.9)).then(text);
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const heard = sound.createMediaStreamDestination();
  tone.connect(heard);
  tone.start();
  const film = async (kind, tracks) => {
    const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType: kind });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const over = new Promise((done) => (recorder.onstop = done));
    recorder.start(300);
    for (let number = 0; number < 50; number += 1) {
      draw(number);
      await new Promise((done) => setTimeout(done, 40));
    }
    recorder.stop();
    await over;
    return text(new Blob(parts));
  };
  const seen = () => canvas.captureStream(25).getTracks();
  return {
    "picture.jpg": await still("image/jpeg"),
    "picture.png": await still("image/png"),
    "silent.mp4": await film("video/mp4;codecs=vp9", seen()),
    "film.mp4": await film("video/mp4;codecs=vp9,opus", [...seen(), ...heard.stream.getTracks()]),
    "sound.m4a": await film("audio/mp4;codecs=opus", heard.stream.getTracks()),
  };
}

// In the page: whether each is there to be seen or heard, to its end.
async function look() {
  const report = [];
  for (const picture of document.querySelectorAll(".clips img")) {
    picture.loading = "eager";
    await picture.decode();
    report.push(`picture ${picture.naturalWidth}x${picture.naturalHeight}`);
  }
  for (const player of document.querySelectorAll(".clips video, .clips audio")) {
    player.muted = true;
    await new Promise((done, failed) => {
      player.onerror = () => failed(new Error(`${player.src}: ${player.error.message}`));
      player.onended = done;
      player.play();
      setTimeout(() => failed(new Error(`${player.src} does not end: ${player.currentTime} of ${player.duration}`)), 20000);
    });
    const seconds = Math.round(player.currentTime);
    report.push(player.tagName === "VIDEO" ? `film ${player.videoWidth}x${player.videoHeight} ${seconds} s` : `sound ${seconds} s`);
  }
  return report;
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CARDEA_CHROMIUM || "/usr/bin/chromium", args: flags });
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  if (what === "record") {
    const made = await page.evaluate(record);
    for (const [name, bytes] of Object.entries(made)) fs.writeFileSync(`${folder}/${name}`, Buffer.from(bytes, "base64"));
  } else {
    await page.goto(`${url}/sign-in`);
    await page.fill("input[name=email]", email);
    await page.fill("input[name=password]", password);
    await page.click("main form button[type=submit]");
    await page.goto(`${url}/my-data`);
    for (const line of (await page.evaluate(look)).sort()) console.log(line);
    await page.screenshot({ path: `${folder}/my-data.png`, fullPage: true });
  }
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
