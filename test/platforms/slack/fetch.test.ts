// Calls of Slack's SDK over our HTTP client: what comes back is what `fetch` would tell, and what breaks off is an error.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { call } from "../../../src/platforms/slack/fetch.js";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`;
}

it("sends the body with its length, and hands on status, headers and text", async () => {
  let [got, length, token] = ["", "", ""];
  const url = await serve(async (request, response) => {
    for await (const chunk of request) got += chunk;
    [length, token] = [String(request.headers["content-length"]), String(request.headers.authorization)];
    response.writeHead(429, { "retry-after": "7", "content-type": "application/json" }).write('{"ok":');
    response.end('"blåbær"}');
  });
  const answer = await call(url, { method: "POST", headers: { Authorization: "Bearer x" }, body: "æ=1" });
  expect([got, length, token]).toEqual(["æ=1", "4", "Bearer x"]);
  expect([answer.ok, answer.status, answer.url]).toEqual([false, 429, url]);
  expect([answer.headers.get("Retry-After"), answer.headers.get("x-none")]).toEqual(["7", null]);
  expect([...answer.headers.entries()]).toContainEqual(["content-type", "application/json"]);
  expect(await answer.text()).toBe('{"ok":"blåbær"}');
  expect(await answer.json()).toEqual({ ok: "blåbær" });
});

it.each<[string, RequestListener]>([
  ["before the answer", (request) => request.socket.destroy()],
  ["in the middle of the answer", (request, response) => response.writeHead(200).write("half", () => request.socket.destroy())],
])("fails where the connection breaks off %s", async (_, answer) => {
  const url = await serve(answer);
  await expect(call(url, { method: "POST", body: "a=1" })).rejects.toThrow();
});

it("is sent once more where a kept connection turns out to be closed, and only there", async () => {
  let [requests, forgotten] = [0, false];
  const url = await serve((request, response) => {
    requests++;
    // as a peer that has forgotten the connection
    if (forgotten) return void request.socket.resetAndDestroy();
    request.resume().on("end", () => response.end("{}"));
  });
  const asked = { method: "POST", body: "a=1" };
  expect((await call(url, asked)).status).toBe(200);
  forgotten = true;
  const again = call(url, asked);
  // the second try finds a peer that listens
  setImmediate(function look() {
    if (requests === 2) forgotten = false;
    else setImmediate(look);
  });
  expect((await again).status).toBe(200);
  expect(requests).toBe(3);
  // a connection that is new has no such excuse
  stop?.();
  let fresh = 0;
  const other = await serve((request) => {
    fresh++;
    request.socket.resetAndDestroy();
  });
  await expect(call(other, asked)).rejects.toThrow();
  expect(fresh).toBe(1);
});

it("is not sent once more where it posts: whoever took the post may have broken off the answer", async () => {
  let [requests, forgotten] = [0, false];
  const url = new URL(
    "/api/chat.postMessage",
    await serve((request, response) => {
      requests++;
      if (forgotten) return void request.socket.resetAndDestroy();
      request.resume().on("end", () => response.end("{}"));
    }),
  ).href;
  const asked = { method: "POST", body: "a=1" };
  expect((await call(url, asked)).status).toBe(200);
  forgotten = true;
  await expect(call(url, asked)).rejects.toThrow();
  expect(requests).toBe(2);
});

it("reads a megabyte of an answer and no more", async () => {
  let sent = 0;
  const url = await serve((_, response) => {
    const more = (): void => {
      if (response.destroyed) return;
      sent += 64 * 1024;
      response.write("x".repeat(64 * 1024), () => setImmediate(more));
    };
    more();
  });
  await expect(call(url, { method: "POST", body: "a=1" })).rejects.toThrow("longer than");
  expect(sent).toBeLessThan(50_000_000);
});

it("fails where the caller gives up, and where nobody listens", async () => {
  const url = await serve(() => undefined);
  await expect(call(url, { method: "POST", body: "a=1", signal: AbortSignal.timeout(50) })).rejects.toThrow();
  stop?.();
  await expect(call(url, { method: "POST", body: "a=1" })).rejects.toThrow();
});
