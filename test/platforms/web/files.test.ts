// The page as files: what is sent to a browser, how small, how long it may be cached, and where the
// page is off.
import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.js";
import { serve } from "../../../src/main.js";
import { buildPage } from "../../../src/platforms/web/build.js";
import { pageRoutes } from "../../../src/platforms/web/files.js";
import { knowledge, model } from "../../bot.js";
import { type Served, serveWeb } from "./served.js";

let served: Served;
beforeAll(async () => {
  served = await serveWeb();
});
afterAll(() => served.stop());

/** As it is sent: `fetch` would unpack it. */
const raw = (path: string, headers: Record<string, string>) =>
  new Promise<{ encoding: string | undefined; bytes: number }>((resolve, reject) => {
    const asked = request(served.address + path, { headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () => resolve({ encoding: response.headers["content-encoding"], bytes }));
    });
    asked.on("error", reject).end();
  });

const assets = async (): Promise<string[]> =>
  [...(await (await fetch(served.address)).text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);

describe("the page", () => {
  it("comes with a policy that lets nothing in from elsewhere, no inline script and no inline style", async () => {
    const response = await fetch(served.address);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  it("keeps what has its content in its name for ever, and asks after the rest", async () => {
    expect((await fetch(served.address)).headers.get("cache-control")).toBe("no-cache");
    const paths = await assets();
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths)
      expect((await fetch(served.address + path)).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it.each(["/", "/api/guide?language=nb", "/api/openapi.json"])("is not sent again where it is known already: %s", async (path) => {
    const etag = (await fetch(served.address + path)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`])
      expect((await fetch(served.address + path, { headers: { "if-none-match": known } })).status).toBe(304);
    expect((await fetch(served.address + path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("is sent as small as the browser can take it", async () => {
    const path = (await assets()).find((one) => one.endsWith(".js")) as string;
    const [br, gzip, plain, refused] = await Promise.all([
      raw(path, { "accept-encoding": "gzip, deflate, br" }),
      raw(path, { "accept-encoding": "gzip" }),
      raw(path, {}),
      raw(path, { "accept-encoding": "br;q=0, identity" }),
    ]);
    expect([br.encoding, gzip.encoding, plain.encoding, refused.encoding]).toEqual(["br", "gzip", undefined, undefined]);
    expect(br.bytes).toBeLessThan(gzip.bytes);
    expect(gzip.bytes).toBeLessThan(plain.bytes / 2);
  });

  it("asks of the network less than 40 kB before the first question", async () => {
    const paths = ["/", ...(await assets()), "/api/guide?language=nb"];
    const sizes = await Promise.all(paths.map((path) => raw(path, { "accept-encoding": "br" })));
    expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40_000);
  });

  it("says what to do where it was not built", () => {
    expect(pageRoutes(mkdtempSync(join(tmpdir(), "page-")))).toBeUndefined();
  });

  it("is not built again where nothing changed", async () => {
    await buildPage();
    expect(await buildPage()).toBe(false);
  });
});

describe("where the page is", () => {
  const slack = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };
  it.each([
    ["on where no platform is set up", {}, true],
    ["off where one is", slack, false],
    ["on there too if asked for", { ...slack, PLAYGROUND: "on" }, true],
    ["off if asked for", { PLAYGROUND: "off" }, false],
  ])("%s", (_, environment, on) => {
    expect(readConfig(environment).playground).toBe(on);
  });

  it.each([
    ["on", 200],
    ["off", 404],
  ])("answers where it is %s with %i", async (playground, status) => {
    const folder = mkdtempSync(join(tmpdir(), "forumbot-"));
    const environment = { PORT: "0", LOG_LEVEL: "silent", PLAYGROUND: playground, DATABASE_URL: `sqlite:${join(folder, "test.db")}` };
    const running = await serve({ knowledge, model }, environment, () => undefined);
    try {
      for (const path of ["/", "/api/guide?language=nb", "/api/openapi.json"])
        expect((await fetch(running.address + path)).status).toBe(status);
      expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
    } finally {
      await running.stop();
    }
  });
});
