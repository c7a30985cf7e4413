// A page is fetched politely and within limits, and nothing leads into the own network, by a name, a redirect or a form of an address.
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGuard, isPublic } from "../../src/source/addresses.js";
import { createFetchPage } from "../../src/source/fetch.js";
import { type Publisher, redirect, startPublisher } from "./publisher.js";

const MB = 1024 * 1024;
let publisher: Publisher;
let url: string;
beforeAll(async () => {
  publisher = await startPublisher();
  url = publisher.url;
});
afterAll(() => publisher.close());
beforeEach(() => void publisher.asked.splice(0));

const PACK: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
const contact = "editors@example.no";
const fetchPage = createFetchPage({ hosts: ["127.0.0.1"], contact });
const outside = createFetchPage({ hosts: [], contact });

describe("a page", () => {
  it("is asked for once, by somebody who says who that is and how to reach them", async () => {
    publisher.put("/page", "<p>Text</p>");
    const page = await fetchPage(`${url}/page`, { language: "nn" });
    expect(page).toMatchObject({ kind: "page", bytes: Buffer.from("<p>Text</p>"), type: "text/html; charset=utf-8" });
    expect(publisher.asked).toHaveLength(1);
    expect(publisher.asked[0]?.headers).toMatchObject({ "user-agent": "Forumbot/1 (editors@example.no)", "accept-language": "nn" });
  });

  it("is sent again only if it is another one than it was", async () => {
    publisher.put("/kept", (request, response) => {
      const same = request.headers["if-none-match"] === '"a"' && request.headers["if-modified-since"] === "Sun, 29 Nov 2026 08:00:00 GMT";
      response.writeHead(same ? 304 : 200, { etag: '"a"', "last-modified": "Sun, 29 Nov 2026 08:00:00 GMT" }).end(same ? "" : "x");
    });
    const first = await fetchPage(`${url}/kept`);
    expect(first).toMatchObject({ kind: "page", etag: '"a"', modified: "Sun, 29 Nov 2026 08:00:00 GMT" });
    expect(await fetchPage(`${url}/kept`, { validators: first as { etag: string } })).toEqual({ kind: "unchanged" });
  });

  it.each([404, 410])("that the publisher took away (%i) is gone, which is no failure", async (status) => {
    publisher.put("/gone", (_, response) => response.writeHead(status).end());
    expect(await fetchPage(`${url}/gone`)).toEqual({ kind: "gone", status });
  });

  it.each(["gzip", "deflate", "br", "gzip, br"])("that is compressed by %s comes out as it was", async (encoding) => {
    const packed = encoding.split(", ").reduce<Buffer>((bytes, name) => PACK[name]?.(bytes) ?? bytes, Buffer.from("æøå"));
    publisher.put("/packed", (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(packed));
    expect(await fetchPage(`${url}/packed`)).toMatchObject({ bytes: Buffer.from("æøå") });
  });
});

describe("a page that can't be read", () => {
  it.each([
    ["a server's own trouble", 503, { "retry-after": "120" }, "the server answered 503", 120_000],
    ["a wish to be left alone", 429, { "retry-after": "7" }, "the server answered 429", 7_000],
    ["a refusal", 403, {}, "the server answered 403", undefined],
    ["another kind of compression", 200, { "content-encoding": "zstd" }, "compressed as 'zstd': expected gzip, deflate or br", undefined],
    ["compression over compression", 200, { "content-encoding": "gzip, gzip, gzip" }, /compressed as/, undefined],
    ["broken compression", 200, { "content-encoding": "gzip" }, "its compression is broken", undefined],
  ])("tells of %s", async (_, status, headers, message, retryAfter) => {
    publisher.put("/bad", (_request, response) => response.writeHead(status, headers).end("not packed"));
    await expect(fetchPage(`${url}/bad`)).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringMatching(message),
      retryAfter,
    });
  });

  it("is refused unread where it says that it is too large, and as soon as it is", async () => {
    let sent = 0;
    publisher.put("/says", (_, response) => response.writeHead(200, { "content-length": 20 * MB + 1 }).flushHeaders());
    publisher.put("/endless", (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        sent += MB;
        if (!response.destroyed) response.write(Buffer.alloc(MB), () => more());
      };
      more();
    });
    await expect(fetchPage(`${url}/says`)).rejects.toThrow("larger than 20 MB");
    await expect(fetchPage(`${url}/endless`)).rejects.toThrow("larger than 20 MB");
    expect(sent).toBeLessThan(80 * MB);
  });

  it("is taken at 20 MB to the byte", async () => {
    publisher.put("/full", Buffer.alloc(20 * MB, "a"), "text/plain");
    expect(await fetchPage(`${url}/full`)).toMatchObject({ bytes: { length: 20 * MB } });
  });

  it("is counted as it comes out of decompression: a few bytes may become a thousand times as many", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB));
    const twice = gzipSync(bomb);
    publisher.put("/bomb", (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    publisher.put("/twice", (_, response) => response.writeHead(200, { "content-encoding": "gzip, gzip" }).end(twice));
    expect(twice.length).toBeLessThan(10_000);
    await expect(fetchPage(`${url}/bomb`)).rejects.toThrow("larger than 20 MB");
    await expect(fetchPage(`${url}/twice`)).rejects.toThrow("larger than 20 MB");
  });

  it("is waited for only so long, whether nothing comes or ever a little more", async () => {
    const soon = createFetchPage({ hosts: ["127.0.0.1"], contact, limits: { redirects: 5, time: 200, bytes: MB } });
    publisher.put("/silent", () => undefined);
    publisher.put("/dripping", (_, response) => {
      const drops = setInterval(() => response.write("."), 20);
      response.once("close", () => clearInterval(drops));
    });
    await expect(soon(`${url}/silent`)).rejects.toThrow("no whole answer within");
    await expect(soon(`${url}/dripping`)).rejects.toThrow("no whole answer within");
  });

  it.each([
    ["file:///etc/passwd", "file:// can't be read: expected an address that begins with https:// or http://"],
    ["ftp://example.no/page", /^ftp:\/\/ can't be read/],
    ["javascript:alert(1)", /can't be read/],
    ["http://me:secret@example.no/", "expected an address without a user name and password"],
    ["no address", "'no address' is no address"],
    ["http://127.0.0.1:1/", "nothing answers there"],
  ])("tells what is wrong with %s", async (address, message) => {
    await expect(fetchPage(address)).rejects.toThrow(message);
  });
});

describe("a redirect", () => {
  it("is followed five times and no more, however it goes round", async () => {
    publisher.put("/5", "<p>There</p>");
    for (let i = 0; i < 5; i++) publisher.put(`/${i}`, redirect(302, `/${i + 1}`));
    publisher.put("/before", redirect(302, "/0"));
    publisher.put("/round", redirect(302, "/round"));
    expect(await fetchPage(`${url}/0`)).toMatchObject({ kind: "page" });
    await expect(fetchPage(`${url}/before`)).rejects.toThrow("more than 5 redirects");
    publisher.asked.splice(0);
    await expect(fetchPage(`${url}/round`)).rejects.toThrow("more than 5 redirects");
    expect(publisher.asked).toHaveLength(6);
  });

  it("for good from the address itself is a move; one for now is none, nor what comes behind it", async () => {
    publisher.put("/new", "<p>New</p>");
    publisher.put("/old", redirect(301, "/middle"));
    publisher.put("/middle", redirect(308, "/new"));
    publisher.put("/today", redirect(302, "/old"));
    expect(await fetchPage(`${url}/old`)).toMatchObject({ movedTo: `${url}/new` });
    expect(await fetchPage(`${url}/middle`)).toMatchObject({ movedTo: `${url}/new` });
    expect(await fetchPage(`${url}/today`)).not.toHaveProperty("movedTo");
  });

  it.each([
    ["another scheme", "file:///etc/passwd", /^file:\/\/ can't be read/],
    ["no address", "http://", "redirected to 'http://', which is no address"],
    ["an address with a password", "http://a:b@example.no/", /without a user name/],
    ["this machine by number", "http://[::1]:1/", /leads to an address that isn't public/],
    ["the network around it", "http://192.168.0.1/", /leads to an address that isn't public/],
    ["where clouds keep their keys", "http://169.254.169.254/latest/meta-data/", /leads to an address that isn't public/],
  ])("to %s is refused", async (_, to, message) => {
    publisher.put("/astray", redirect(302, to));
    await expect(fetchPage(`${url}/astray`)).rejects.toThrow(message);
  });
});

describe("an address inside the own network", () => {
  it.each([
    "http://127.0.0.1:PORT/page",
    "http://127.1:PORT/page",
    "http://2130706433:PORT/page",
    "http://0x7f.0.0.1:PORT/page",
    "http://0177.0.0.1:PORT/page",
    "http://[::ffff:127.0.0.1]:PORT/page",
    "http://[::ffff:7f00:1]:PORT/page",
    "http://localhost:PORT/page",
    "http://LOCALHOST.:PORT/page",
    "http://0.0.0.0:PORT/page",
    "http://①②⑦.0.0.1:PORT/page",
  ])("is refused as %s, and nothing is asked of it", async (address) => {
    publisher.put("/page", "<p>Secret</p>");
    await expect(outside(address.replace("PORT", new URL(url).port))).rejects.toThrow("leads to an address that isn't public");
    expect(publisher.asked).toEqual([]);
  });

  it("is refused behind every name that leads there, also where only one of its addresses does", async () => {
    for (const addresses of [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["fd00::1"]]) {
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      const fetchIt = createFetchPage({ hosts: [], contact, resolve });
      await expect(fetchIt(`http://page.example.no:${new URL(url).port}/page`)).rejects.toThrow(
        "page.example.no leads to an address that isn't public: expected one that is, or its name in WATCH_HOSTS",
      );
    }
    expect(publisher.asked).toEqual([]);
  });

  it("is gone to where a setting allows the name, and no other name with it", async () => {
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const fetchIt = createFetchPage({ hosts: ["Intranet.example.no"], contact, resolve });
    const { port } = new URL(url);
    publisher.put("/page", "<p>Ours</p>");
    publisher.put("/on", redirect(302, `http://other.example.no:${port}/page`));
    expect(await fetchIt(`http://intranet.example.no:${port}/page`)).toMatchObject({ kind: "page" });
    await expect(fetchIt(`http://intranet.example.no:${port}/on`)).rejects.toThrow("other.example.no leads to an address");
  });

  it("can't be slipped in between the check and the connection: a name is looked up once, and that is where it goes", async () => {
    let asked = 0;
    const answers = ["127.0.0.1", "127.0.0.2"];
    const resolve = async () => [{ address: answers[asked++] as string, family: 4 }];
    publisher.put("/page", "<p>Ours</p>");
    const fetchIt = createFetchPage({ hosts: ["page.example.no"], contact, resolve });
    // the second answer is an address on which nobody listens
    expect(await fetchIt(`http://page.example.no:${new URL(url).port}/page`)).toMatchObject({ kind: "page" });
    expect(asked).toBe(1);
    let turns = 0;
    const turning = async () => [{ address: turns++ === 0 ? "93.184.216.34" : "127.0.0.1", family: 4 }];
    const { lookup } = createGuard([], turning);
    const found = await new Promise((resolve, reject) =>
      lookup("x", { all: false }, (error, address) => (error ? reject(error) : resolve(address))),
    );
    expect([found, turns]).toEqual(["93.184.216.34", 1]);
  });

  it.each([
    ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.9.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
    ["255.255.255.255", "198.18.0.1", "192.0.2.1", "203.0.113.9", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fdff::1", "ff02::1"],
    ["::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1", "no address", ""],
  ])("is told by its number: %s …", (...addresses) => {
    expect(addresses.filter(isPublic)).toEqual([]);
  });

  it("is no public one", () => {
    expect(["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"].every(isPublic)).toBe(true);
  });
});
