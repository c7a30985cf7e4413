// `npx tsx test/pictures/teams-playground.ts CLI FOLDER`: our bot in Microsoft's Agents Playground, driven and photographed.
// CLI is node_modules/@microsoft/m365agentsplayground/cli.js of an installation of yours: its licence allows neither shipping nor depending on it.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { serve } from "../../src/main.js";
import { open } from "../../src/open.js";
import { openBrowser, openPage } from "./browser.js";

const [cli, folder = "pictures"] = process.argv.slice(2);
if (cli === undefined) throw new Error("expected the path of the playground's cli.js");
mkdirSync(folder, { recursive: true });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

const running = await serve(open(), { TEAMS_ANONYMOUS: "1", PORT: "0", LOG_LEVEL: "warn", DATABASE_URL: "sqlite::memory:" }, console.log);
const port = await freePort();
const playground = spawn(
  process.execPath,
  [cli, "start", "-e", `${running.address}/api/messages`, "-c", "msteams", "-p", String(port), "--disable-telemetry"],
  {
    stdio: "ignore",
    env: { ...process.env, BROWSER: "none" },
  },
);
const browser = await openBrowser();
try {
  const page = await openPage(browser, 1400, 1000);
  for (let i = 0; i < 60; i++) {
    await pause(500);
    if (await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "domcontentloaded" }).catch(() => undefined)) break;
  }
  await pause(4000);
  const box = () => page.locator('[contenteditable="true"][role="textbox"]').first();
  const shoot = async (name: string): Promise<void> => void (await page.screenshot({ path: join(folder, `${name}.png`) }));
  const say = async (text: string): Promise<void> => {
    await box().click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await pause(1800);
  };
  const press = async (title: string): Promise<boolean> => {
    const button = page.getByRole("button", { name: title, exact: true });
    if ((await button.count()) === 0) return false;
    await button.last().click();
    await pause(1500);
    return true;
  };
  const mention = async (text: string): Promise<void> => {
    await box().click();
    await page.keyboard.type("@Te");
    await pause(1200);
    await page.getByText("Test Bot").last().click();
    await pause(400);
    await page.keyboard.type(` ${text}`);
    await page.keyboard.press("Enter");
    await pause(1800);
  };
  await shoot("1-start");
  await say("Hvor ofte møtes NSHF?");
  await shoot("2-personal-answer");
  await press("Vis hele avsnittet");
  await shoot("3-section");
  await say("Sammenlign IGC og NSHF");
  await shoot("4-compare");
  await press("Vis hva kilden sier");
  await shoot("5-compare-quotes");
  await say("hjelp");
  await shoot("6-help");
  await press("Språk");
  await shoot("7-language");
  await press("Engelsk");
  await shoot("8-english");
  await say("språk auto");
  await say("slett");
  await press("Ja, slett alt");
  await shoot("8-deleted");
  await say("har de sekretariat?");
  await shoot("9-clarify");
  await say("Which forums does Norway take part in?");
  await shoot("10-list");
  await say("What does NATO do?");
  await shoot("11-unknown");
  await say("Who approves UNHCR's budget?");
  await press("Like");
  await shoot("12-feedback");
  const form = page.getByRole("textbox").last();
  if (await page.getByRole("button", { name: "Submit" }).count()) {
    await form.fill("good").catch(() => undefined);
    await press("Submit");
    await shoot("13-feedback-sent");
  }
  await press("Close");
  await page.getByText("Group Chat", { exact: true }).last().click();
  await pause(2000);
  await mention("Hva gjør IOM?");
  await shoot("14-group");
  await page.getByText("General", { exact: true }).click();
  await pause(2000);
  await shoot("15-channel-start");
  await mention("Kva er NSHF?");
  await press("Post");
  await shoot("16-channel");
  await page
    .getByText("Personal Chat", { exact: true })
    .last()
    .click()
    .catch(() => undefined);
  await pause(2000);
  await press("Trigger Message Extension App");
  await page.getByText("Search Command", { exact: true }).last().click();
  await pause(2000);
  await shoot("17-extension");
  const search = page.getByPlaceholder(/search/i).last();
  if (await search.count()) {
    await search.fill("UNHCR");
    await page.keyboard.press("Enter");
    await pause(2000);
    await shoot("18-extension-search");
  }
  console.log((await page.locator("body").innerText()).slice(-1500));
} finally {
  await browser.close();
  playground.kill();
  await running.stop();
}
