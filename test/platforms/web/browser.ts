// A page in a real browser, which records requests to other hosts, policy violations and errors.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

export interface Watched {
  readonly page: Page;
  /** What must not have happened. */
  readonly wrong: () => Promise<string[]>;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

export async function watch(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    locale: "nb-NO",
    viewport: { width: 1280, height: 860 },
    reducedMotion: "reduce",
    ...options,
  });
  await context.addInitScript(`
    globalThis.breaches = [];
    addEventListener("securitypolicyviolation", (e) => breaches.push([e.violatedDirective, e.blockedURI, e.sample].join(" ")));
  `);
  const page = await context.newPage();
  const wrong: string[] = [];
  const requests: string[] = [];
  page.on("request", (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(address)) wrong.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  await page.goto(address);
  await page.locator("h1").waitFor();
  return {
    page,
    wrong: async () => [...wrong, ...(await inPage<string[]>(page, "breaches"))],
    requests,
    close: () => context.close(),
  };
}

/** An expression as the page understands it. */
export const inPage = <T>(page: Page, expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;

/** The page's last turn. */
export const last = (page: Page) => page.locator(".turn").last();

export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator(".turn").count();
  await page.locator("#question").fill(question);
  await page.locator("#question").press("Enter");
  await page.locator(".turn").nth(before).locator(".answer").waitFor();
}
