// A flood of hostile requests to the whole server: never a 5xx, no crash, no growth, and honest
// questions are answered.
import { Agent } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../src/log.js";
import { type Running, serve } from "../../src/main.js";
import { createMetrics } from "../../src/metrics.js";
import { open } from "../../src/open.js";
import type { Connect } from "../../src/platform.js";
import { createHttp, readBody, sendJson } from "../../src/server.js";
import { createRandom } from "../chaos/random.js";
import { folder, KEY } from "../store/harness.js";
import { flood, send } from "./flood.js";
import { createHostile } from "./requests.js";

const COUNT = 10_000;
const Body = z.object({ text: z.string().max(1_000), user: z.string(), nested: z.object({ list: z.array(z.number()) }).optional() });
const sample = { text: "Hvor ofte møtes de?", user: "U1", nested: { list: [1, 2] } };

/** The least that a platform does with what comes: bounded, parsed, answered. */
const honest: Connect = async ({ desk }) => ({
  name: "honest",
  routes: [
    {
      method: "POST",
      path: "/ask",
      handle: async (request, response) => {
        const body = await readBody(request, 64 * 1024);
        let value: unknown;
        try {
          value = JSON.parse(body.toString());
        } catch {
          return sendJson(response, 400, { error: "expected JSON" });
        }
        const parsed = Body.safeParse(value);
        if (!parsed.success) return sendJson(response, 400, { error: "expected a question" });
        const person = { platform: "honest", workspace: "W", user: parsed.data.user };
        const { reply } = await desk.ask({ message: { text: parsed.data.text }, person, conversation: parsed.data.user });
        sendJson(response, 200, { kind: reply.answer.kind, language: reply.answer.language });
      },
    },
  ],
  start: async () => undefined,
  resume: async () => undefined,
  ready: async () => undefined,
  stop: async () => undefined,
});

const { path, remove } = folder();
let running: Running;
beforeAll(async () => {
  const settings = {
    PORT: "0",
    DATABASE_URL: `sqlite:${join(path, "forumbot.db")}`,
    SECRET_KEYS: KEY,
    LOG_LEVEL: "silent",
    PLAYGROUND: "off",
    RATE_LIMIT_PER_PERSON: "0",
    RATE_LIMIT_PER_WORKSPACE: "0",
  };
  running = await serve(open(), settings, () => undefined, [honest]);
});
afterAll(async () => {
  await running.stop();
  remove();
});

async function ask(text: string): Promise<{ kind: string; language: string }> {
  const response = await fetch(`${running.address}/ask`, { method: "POST", body: JSON.stringify({ text, user: "U0" }) });
  return (await response.json()) as { kind: string; language: string };
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe("the server under a hostile load", () => {
  it(`answers ${COUNT} requests with 200 or 4xx, and honest questions in between, and doesn't grow`, async () => {
    const next = createHostile(createRandom(1), { paths: ["/ask", "/metrics", "/healthz", "/nowhere"], samples: [sample] });
    const answered = [...(await flood(running.address, COUNT / 5, next))];
    const before = heap();
    for (let i = 0; i < 4; i += 1) {
      const part = flood(running.address, COUNT / 5, next);
      expect(await ask("kva er NSHF?")).toEqual({ kind: "answer", language: "nn" });
      answered.push(...(await part));
    }
    const grown = heap() - before;
    const wrong = answered.filter(
      ({ kind, status }) => !(status === 200 || (status >= 400 && status < 500) || (status === 0 && kind === "large")),
    );
    expect(wrong).toEqual([]);
    expect(answered).toHaveLength(COUNT);
    expect(new Set(answered.map(({ status }) => status))).toEqual(
      new Set([...new Set([200, 400, 404, 405, 413]), ...(answered.some(({ status }) => status === 0) ? [0] : [])]),
    );
    // 8,000 requests that left 1 KiB each would be seen
    expect(grown).toBeLessThan(8 * 1024 * 1024);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    const { status } = await fetch(`${running.address}/readyz`);
    expect(status).toBe(200);
  });

  it("reads no more of a body that is too large, whether its length was told or not", async () => {
    const agent = new Agent();
    const large = { kind: "large", method: "POST", path: "/ask", headers: {}, body: Buffer.alloc(6_000_000, "a") };
    expect([0, 413]).toContain((await send(running.address, large, agent)).status);
    const { hostname, port } = new URL(running.address);
    const socket = connect(Number(port), hostname);
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      socket.on("close", () => resolve());
      socket.on("error", () => undefined);
    });
    socket.write("POST /ask HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    const more = (): void => {
      while (!socket.destroyed && sent < 500_000_000) {
        sent += 65_536;
        if (!socket.write(`10000\r\n${"a".repeat(65_536)}\r\n`)) return void socket.once("drain", more);
      }
    };
    more();
    await closed;
    expect(sent).toBeLessThan(500_000_000);
  });

  it("says which request it was, and refuses what is no HTTP", async () => {
    const { headers } = await fetch(`${running.address}/nowhere`);
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const { hostname, port } = new URL(running.address);
    for (const bytes of [
      "\u0000\u0001\u0002",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      `GET / HTTP/1.1\r\nx: ${"y".repeat(100_000)}\r\n\r\n`,
      "POST /ask HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
      "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n",
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let text = "";
        const socket = connect(Number(port), hostname);
        socket.on("data", (chunk) => {
          text += chunk;
        });
        socket.on("error", () => undefined);
        socket.on("close", () => resolve(text));
        socket.write(bytes);
      });
      expect(answer === "" || /^HTTP\/1\.1 4\d\d/.test(answer)).toBe(true);
    }
    expect(await ask("Hva er NSHF?")).toMatchObject({ kind: "answer" });
  });
});

describe("a client that is slow", () => {
  it("is cut off while it sends headers, and while it sends a body", async () => {
    const route = {
      method: "POST",
      path: "/",
      handle: async (request: never, response: never) => sendJson(response, 200, (await readBody(request, 100)).length),
    } as const;
    const server = createHttp([route as never], { log: createLog("silent"), metrics: createMetrics() });
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 20_000]);
    server.headersTimeout = 300;
    server.requestTimeout = 300;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    for (const bytes of ["POST / HTTP/1.1\r\nx: ", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n1"]) {
      const closed = new Promise<boolean>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
        socket.on("error", () => undefined);
        socket.on("data", () => undefined);
        socket.on("close", () => resolve(true));
      });
      expect(await closed).toBe(true);
    }
    server.close();
  });
});

describe("many clients that are slow", () => {
  it.each([
    ["drip their headers", "GET / HTTP/1.1\r\nx: "],
    ["keep connections that they don't use", "GET /a HTTP/1.1\r\nhost: x\r\n\r\n"],
    ["drip a body", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n1"],
  ])("and %s hold a bounded number of connections, and an honest one is served among them", async (_, bytes) => {
    const route = {
      method: "POST",
      path: "/",
      handle: async (request: never, response: never) => sendJson(response, 200, (await readBody(request, 100)).length),
    } as const;
    const idle = { method: "GET", path: "/a", handle: (_: never, response: never) => sendJson(response, 200, 1) } as const;
    const server = createHttp([route as never, idle as never], { log: createLog("silent"), metrics: createMetrics() });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const sockets = await Promise.all(
      Array.from(
        { length: 1_200 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(port, "127.0.0.1", () => socket.write(bytes, () => resolve(socket)));
            socket.on("error", () => resolve(socket)).resume();
          }),
      ),
    );
    const honest = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "12345" });
    expect(await honest.text()).toBe("5");
    const open = await new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
    expect(open).toBeLessThan(600);
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
});

describe("a target with a scheme and a host", () => {
  it.each(["http://forum.example.no/healthz", "HTTP://h:80/healthz?a=b", "https://h/healthz"])(
    "%s is served as without them",
    async (target) => {
      const { hostname, port } = new URL(running.address);
      const answer = await new Promise<string>((resolve) => {
        let text = "";
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
        );
        socket.on("data", (chunk) => {
          text += chunk;
        });
        socket.on("close", () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 200/);
    },
  );
});
