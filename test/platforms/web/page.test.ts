// The page in a real browser: asking, following up, switching views, by keyboard alone, dark, at 360 px, in three languages.
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM, launch } from "../../chromium.js";
import { ask, inPage, last, type Watched, watch } from "./browser.js";
import { type Served, serveWeb } from "./served.js";

const QUOTE = "NSHF møtes to ganger årlig";

describe.skipIf(CHROMIUM === undefined)("the page", () => {
  let browser: Browser;
  let served: Served;
  let watched: Watched;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launch(), serveWeb()]);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });
  beforeEach(async () => {
    watched = await watch(browser, served.address);
  });
  afterEach(async () => {
    await watched.close();
  });

  it("begins with examples and a field to type in; an example is asked by pressing it", async () => {
    const { page } = watched;
    await expect.poll(() => inPage(page, "document.activeElement.id")).toBe("question");
    const example = page.locator(".examples button").first();
    const question = await example.textContent();
    await example.click();
    await last(page).locator(".answer").waitFor();
    expect(await last(page).locator("h2").textContent()).toBe(question);
    expect(await page.locator(".examples").isVisible()).toBe(false);
    expect(await watched.wrong()).toEqual([]);
  });

  it("answers with quote, section and source, and says it to a screen reader", async () => {
    const { page } = watched;
    await ask(page, "Hvor ofte møtes NSHF?");
    const turn = last(page);
    expect(await turn.locator(".text").textContent()).toContain("to ganger");
    expect(await turn.locator("blockquote").textContent()).toContain(QUOTE);
    expect(await turn.locator("cite").textContent()).toContain("NSHF");
    expect(await turn.locator(".source").textContent()).toMatch(/Kilde: .*kontrollert \d+\. \p{Ll}+ \d{4}/u);
    expect(await page.locator("[aria-live]").textContent()).toContain(QUOTE);
    await turn.locator("text=Vis hele avsnittet").click();
    await expect.poll(() => turn.locator(".whole mark").allTextContents()).toEqual([expect.stringContaining(QUOTE)]);
    await turn.locator("text=Skjul avsnittet").click();
    expect(await turn.locator(".whole").isVisible()).toBe(false);
  });

  it("follows up, and begins anew when asked to", async () => {
    const { page } = watched;
    await ask(page, "Hvor ofte møtes NSHF?");
    await ask(page, "og har de sekretariat?");
    expect(await last(page).locator(".text").textContent()).toContain("NSHF");
    await page.locator("text=Ny samtale").click();
    expect(await page.locator(".turn").count()).toBe(0);
    await ask(page, "og har de sekretariat?");
    expect(await last(page).locator("blockquote").count()).toBe(0);
  });

  it("asks a suggestion and a choice of 'did you mean' by pressing it, and the focus goes along", async () => {
    const { page } = watched;
    await ask(page, "sekretariat");
    const choice = last(page).locator(".choices button").first();
    await choice.click();
    // the button has the name by which the choices differ; what is asked is the whole question
    await expect.poll(() => last(page).locator("h2").textContent()).toMatch(/\?$/);
    const question = await last(page).locator("h2").textContent();
    await last(page).locator("blockquote").first().waitFor();
    expect(await inPage(page, "document.activeElement.textContent")).toBe(question);
    const suggestion = await last(page).locator(".next button").first().textContent();
    await last(page).locator(".next button").first().click();
    await expect.poll(() => last(page).locator("h2").textContent()).toBe(suggestion);
  });

  it("edits the last question: it takes the place of the old one, and is remembered instead of it", async () => {
    const { page } = watched;
    await ask(page, "Hva er IOM?");
    await ask(page, "Hva er OECD?");
    await last(page).locator(".edit").click();
    expect(await page.locator("#question").inputValue()).toBe("Hva er OECD?");
    await page.locator("#question").fill("Hvor ofte møtes NSHF?");
    await page.locator("#question").press("Enter");
    await expect.poll(() => page.locator(".turn h2").allTextContents()).toEqual(["Hva er IOM?", "Hvor ofte møtes NSHF?"]);
    await last(page).locator(".answer").waitFor();
    await ask(page, "og har de sekretariat?");
    expect(await last(page).locator(".text").textContent()).toContain("NSHF");
  });

  it("takes feedback, and says thank you", async () => {
    const { page } = watched;
    await ask(page, "Hva er IOM?");
    await last(page).locator("text=Ikke nyttig").click();
    await expect.poll(() => last(page).locator(".feedback .told").textContent()).toBe("Takk for tilbakemeldingen!");
    expect(await last(page).locator(".verdict[aria-pressed=true]").textContent()).toBe("Ikke nyttig");
  });

  it("shows the answer as Slack does: by its own renderer, loaded only then", async () => {
    const { page, requests } = watched;
    await ask(page, "Hvor ofte møtes NSHF?");
    expect(requests.filter((url) => /slack|teams|card/.test(url))).toEqual([]);
    await last(page).getByRole("tab", { name: "Slack" }).click();
    const message = last(page).locator(".slack-message");
    await expect.poll(() => message.locator("blockquote").textContent()).toContain(QUOTE);
    expect(await message.locator("strong").first().textContent()).toBe("Internasjonalt samarbeid om flyktning- og migrasjonspolitikk");
    expect(requests.filter((url) => /\/slack-/.test(url))).toHaveLength(1);
    // a question on a button of the message is asked here; any other button is the platform's affair
    await message.locator("button", { hasText: "Har NSHF et fast sekretariat?" }).click();
    await expect.poll(() => last(page).locator("h2").textContent()).toBe("Har NSHF et fast sekretariat?");
    await last(page).getByRole("tab", { name: "Slack" }).click();
    await last(page).locator(".slack-message button").last().click();
    await expect.poll(() => last(page).locator(".panel.slack .told").textContent()).toBe("Denne knappen virker bare i Slack.");
    expect(await watched.wrong()).toEqual([]);
  });

  it("shows the answer as Teams does: its citations drawn, its cards by Microsoft's renderer", async () => {
    const { page } = watched;
    await ask(page, "Hvor ofte møtes NSHF?");
    await last(page).getByRole("tab", { name: "Teams" }).click();
    await expect.poll(() => last(page).locator(".bubble sup.cite").allTextContents()).toEqual(["1"]);
    expect(await last(page).locator(".references").textContent()).toContain(QUOTE);
    await ask(page, "sammenlign IGC og NSHF");
    await last(page).getByRole("tab", { name: "Teams" }).click();
    const card = last(page).locator(".card .ac-adaptiveCard");
    await card.waitFor();
    expect(await card.locator("strong").first().textContent()).toBe("IGC og NSHF sammenlignet:");
    await last(page).locator("summary", { hasText: "JSON" }).click();
    await expect.poll(() => last(page).locator("pre").first().textContent()).toContain('"AdaptiveCard"');
    await card.locator("button").first().click();
    await expect.poll(() => page.locator(".turn").count()).toBe(3);
    expect(await watched.wrong()).toEqual([]);
  });

  it("explains why: words, subject, readings with bars, how sure it is against its threshold", async () => {
    const { page } = watched;
    await ask(page, "Hvor ofte møtes NSHF?");
    await last(page).getByRole("tab", { name: "Hvorfor" }).click();
    const why = last(page).locator(".panel.why");
    expect(await why.locator(".chips li").allTextContents()).toEqual(["hvor", "ofte", "møtes", "nshf", "NSHF"]);
    const told = await why.textContent();
    for (const words of ["Grense for å svare", "Hvor sikker jeg er", "Jeg er sikker nok til å svare."]) expect(told).toContain(words);
    const widths = await inPage<number[]>(
      page,
      `[...document.querySelectorAll(".panel.why ol .bar")].map((bar) => Number(getComputedStyle(bar).getPropertyValue("--share")))`,
    );
    expect(widths.length).toBeGreaterThan(1);
    expect(widths.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it("does everything by keyboard alone", async () => {
    const { page } = watched;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => inPage(page, `document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim()`);
    for (let steps = 0; (await focused()) !== "Gå til spørsmålsfeltet" && steps < 12; steps++) await press("Shift+Tab");
    expect(await focused()).toBe("Gå til spørsmålsfeltet");
    await press("Enter");
    await page.keyboard.type("Hva er OECD?");
    await press("Enter");
    await last(page).locator(".answer").waitFor();
    await press("ArrowUp");
    expect(await page.locator("#question").inputValue()).toBe("Hva er OECD?");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Hvor ofte møtes NSHF?");
    await press("Enter");
    await expect.poll(() => last(page).locator(".text").textContent()).toContain("NSHF");
    for (let steps = 0; (await focused()) !== "Svar" && steps < 30; steps++) await press("Shift+Tab");
    expect(await focused()).toBe("Svar");
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    expect(await focused()).toBe("Hvorfor");
    expect(await last(page).locator(".panel.why").isVisible()).toBe(true);
    await press("Home");
    expect(await last(page).locator(".panel.reply").isVisible()).toBe(true);
    for (let steps = 0; (await focused()) !== "Vis hele avsnittet" && steps < 10; steps++) await press("Tab");
    await press("Enter");
    await last(page).locator(".whole mark").waitFor();
    // Shift+Enter breaks the line and sends nothing
    await page.locator("#question").focus();
    await page.keyboard.type("og");
    await press("Shift+Enter");
    expect(await page.locator("#question").inputValue()).toBe("og\n");
    expect(await page.locator(".turn").count()).toBe(1);
  });

  it("tells what it knows: forums to open, search as one types, each fact to ask", async () => {
    const { page } = watched;
    await page.locator("nav a").last().click();
    await page.locator(".forum").first().waitFor();
    expect(await page.locator(".forum").count()).toBeGreaterThan(6);
    expect(await inPage(page, "document.activeElement.tagName")).toBe("H1");
    await page.locator("#search").pressSequentially("sekr");
    await expect.poll(() => page.locator(".hits li .fact").count()).toBeGreaterThan(1);
    expect(await page.locator("search .count").textContent()).toMatch(/^\d+ treff$/);
    expect(await page.locator(".forums").isVisible()).toBe(false);
    await page.locator(".hits summary").first().click();
    expect(await page.locator(".hits blockquote").first().isVisible()).toBe(true);
    await page.locator("#search").fill("qqqqqq");
    await expect.poll(() => page.locator("search .count").textContent()).toBe("Ingen treff. Prøv et annet ord.");
    await page.locator("#search").fill("");
    await page.locator(".forum > summary").nth(3).click();
    const button = page.locator(".forum[open] .link", { hasText: "Spør om dette" }).first();
    const question = (await button.getAttribute("aria-label"))?.replace("Spør om dette: ", "");
    await button.click();
    await expect.poll(() => last(page).locator("h2").textContent()).toBe(question);
    await last(page).locator("blockquote").first().waitFor();
  });

  it("speaks the reader's language, keeps the chosen one, and replies in the question's", async () => {
    const { page } = watched;
    await ask(page, "How often does NSHF meet?");
    expect(await last(page).locator(".answer .text").getAttribute("lang")).toBe("en");
    await page.locator("#language").selectOption("nn");
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("nn");
    expect(await last(page).getByRole("tab").allTextContents()).toEqual(["Svar", "Slack", "Teams", "Kvifor"]);
    expect(await last(page).locator(".answer .text").textContent()).toContain("meets twice");
    await page.reload();
    await page.locator("h1").waitFor();
    expect(await page.locator("h1").textContent()).toContain("setninga det byggjer på");
  });

  it.each([
    ["nn-NO", "nn"],
    ["nb-NO", "nb"],
    ["no", "nb"],
    ["en-GB", "en"],
    ["fr-FR", "nb"],
  ])("takes the language of the browser (%s → %s)", async (locale, language) => {
    const other = await watch(browser, served.address, { locale });
    expect(await other.page.locator("html").getAttribute("lang")).toBe(language);
    await other.close();
  });

  it("is dark where the system is, and as chosen wherever one chose", async () => {
    const dark = await watch(browser, served.address, { colorScheme: "dark" });
    const { page } = dark;
    const paper = () => inPage(page, "getComputedStyle(document.documentElement).backgroundColor");
    expect(await paper()).toBe("rgb(17, 22, 21)");
    await page.locator(".theme").click();
    expect(await paper()).toBe("rgb(248, 248, 246)");
    await page.reload();
    await page.locator("h1").waitFor();
    expect(await paper()).toBe("rgb(248, 248, 246)");
    await dark.close();
  });

  it.each([360, 320, 768])("needs no scrolling sideways at %i px, in any view", async (width) => {
    const small = await watch(browser, served.address, { viewport: { width, height: 780 } });
    const { page } = small;
    const wide = () => inPage(page, "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(await wide()).toBe(0);
    for (const question of ["Hvor ofte møtes NSHF?", "sammenlign IGC og NSHF", "Hva er UNHCR?", "w".repeat(300)]) {
      await ask(page, question);
      for (const view of ["Slack", "Teams", "Hvorfor"]) {
        await last(page).getByRole("tab", { name: view }).click();
        await last(page).locator(".panel:not([hidden]) :is(.slack-message, .teams-message, .steps)").waitFor();
        expect(await wide(), `${question} as ${view}`).toBe(0);
      }
    }
    await page.locator("nav a").last().click();
    await page.locator(".forum > summary").nth(3).click();
    expect(await wide()).toBe(0);
    await small.close();
  });

  it("says so when the server is away, and asks again when told to", async () => {
    const { page } = watched;
    await page.route("**/api/ask", (route) => route.abort());
    await page.locator("#question").fill("Hva er IOM?");
    await page.locator("#question").press("Enter");
    await last(page).locator("text=Jeg får ikke kontakt med serveren").waitFor();
    await page.unroute("**/api/ask");
    await last(page).locator("text=Prøv igjen").last().click();
    await last(page).locator("blockquote").first().waitFor();
    expect(await page.locator(".turn").count()).toBe(1);
  });

  it("says when to ask again where too much is asked, and asks no feedback on that", async () => {
    const limited = await serveWeb({ limit: async () => ({ allowed: false, retryAfter: 12_000 }) });
    const { page, close } = await watch(browser, limited.address);
    await ask(page, "Hva er IOM?");
    expect(await last(page).locator(".text").textContent()).toContain("12 sekunder");
    expect(await last(page).locator(".feedback").count()).toBe(0);
    await close();
    await limited.stop();
  });

  it("has no view of a platform whose payload there is none of", async () => {
    const bare = await serveWeb({ views: undefined });
    const { page, close } = await watch(browser, bare.address);
    await ask(page, "Hva er IOM?");
    expect(await last(page).getByRole("tab").allTextContents()).toEqual(["Svar", "Hvorfor"]);
    await close();
    await bare.stop();
  });

  it("forgets a person when told to", async () => {
    const { page } = watched;
    await ask(page, "Hva er IOM?");
    const before = await inPage(page, `localStorage.getItem("forumbot.person")`);
    await page.locator(".foot summary").click();
    await page.locator(".foot .link").click();
    await expect.poll(() => page.locator(".foot [role=status]").textContent()).toContain("er slettet");
    expect(await inPage(page, `localStorage.getItem("forumbot.person")`)).not.toBe(before);
  });

  it("shows what people typed as text, never as markup", async () => {
    const { page } = watched;
    await ask(page, '<img src=x onerror=alert(1)> <b>NSHF</b> & "møter"?');
    expect(await last(page).locator("h2").textContent()).toBe('<img src=x onerror=alert(1)> <b>NSHF</b> & "møter"?');
    expect(await page.locator(".turn img, .turn b").count()).toBe(0);
    expect(await watched.wrong()).toEqual([]);
  });
});
