// Walks the portal as a person would and asks axe-core about every page.
const { chromium } = require("playwright-core");
const fs = require("fs");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [url, email, password, pictures] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const open = ["/sign-in", "/sign-up", "/join"];
const signedIn = ["/", "/product/warmly-thermostat", "/product/stride-band", "/product/cradlewatch", "/my-data", "/people", "/who-looked", "/receipts", "/download", "/forget-me", "/requests", "/notices", "/safety", "/who-sees", "/leave", "/devices", "/devices/1", "/people/remove/2"];
let barriers = 0;

async function look(page, path, name) {
  await page.goto(url + path);
  await barriersOn(page, path, name);
}

// The page as it is now, also where it is the answer to a form.
async function barriersOn(page, path, name) {
  // The page's own policy allows no script; axe is let in beside it.
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const violation of found.violations) {
    barriers += 1;
    console.log(`${name} ${path}: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
  }
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
  if (sideways) {
    barriers += 1;
    console.log(`${name} ${path}: the page has to be scrolled sideways`);
  }
  await page.screenshot({ path: `${pictures}/${name}${path.replaceAll("/", "-")}.png`, fullPage: true });
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CARDEA_CHROMIUM || "/usr/bin/chromium", args: flags });
  for (const [name, width, colorScheme] of [["phone-light", 390, "light"], ["desk-dark", 1200, "dark"]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const path of open) await look(page, path, name);
    await page.goto(url + "/sign-in");
    await page.fill("input[name=email]", email);
    await page.fill("input[name=password]", password);
    await page.click("main form button[type=submit]");
    for (const path of signedIn) await look(page, path, name);
    // A page behind a button: what is kept about a child.
    await page.goto(url + "/people");
    await page.getByRole("button", { name: "See what is kept about Cleo" }).click();
    await page.waitForLoadState();
    await barriersOn(page, "/people/look", name);
    // A switch goes on and off again, by keyboard.
    await page.goto(url + "/product/warmly-thermostat");
    const before = await page.locator("button[role=switch]").first().getAttribute("aria-checked");
    await page.locator("button[role=switch]").first().press("Enter");
    await page.waitForLoadState();
    const after = await page.locator("button[role=switch]").first().getAttribute("aria-checked");
    if (before === after) throw new Error("a switch did not change");
    await page.locator("button[role=switch]").first().press("Enter");
    await page.waitForLoadState();
    // Answers that are shown once: an invitation, the code of a device that is handed on, what waits, and what is left to somebody who left.
    await page.goto(url + "/people");
    await page.click("#invite summary");
    await page.click("#invite button[type=submit]");
    await barriersOn(page, "/invited", name);
    const code = (await page.locator("pre code").first().textContent()).trim();
    await page.goto(url + "/forget-me");
    await page.fill("input[name=password]", password);
    await page.fill("input[name=word]", "forget");
    await page.click("button.danger");
    await barriersOn(page, "/forget-waits", name);
    await page.click('form[action="/forget-me/stop"] button');
    await page.goto(url + "/devices/1");
    await page.selectOption("select[name=how]", "reset");
    await page.fill("input[name=password]", password);
    await page.click("button.danger");
    await barriersOn(page, "/device-forgot", name);
    const guest = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const theirs = await guest.newPage();
    await theirs.goto(url + "/join");
    for (const [field, value] of [["code", code], ["name", "Dora"], ["email", `dora-${name}@beech.example`], ["password", password]]) await theirs.fill(`input[name=${field}]`, value);
    await theirs.click("main form button[type=submit]");
    await theirs.goto(url + "/safety");
    await theirs.fill("input[name=password]", password);
    await theirs.click('form[action="/safety/code"] button');
    await barriersOn(theirs, "/safety-code", name);
    await theirs.goto(url + "/leave");
    await theirs.fill("input[name=password]", password);
    await theirs.click("button.danger");
    await barriersOn(theirs, "/gone", name);
    await theirs.goto(url + "/sign-in");
    await theirs.fill("input[name=email]", `dora-${name}@beech.example`);
    await theirs.fill("input[name=password]", password);
    await theirs.click("main form button[type=submit]");
    await barriersOn(theirs, "/left", name);
    await guest.close();
    await context.close();
  }
  await browser.close();
  console.log(`${barriers} barriers`);
  process.exit(barriers === 0 ? 0 : 1);
})().catch((error) => { console.error(error); process.exit(1); });
