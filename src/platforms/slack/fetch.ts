// A call of Slack's SDK → Node's own HTTP client: the global `fetch` takes 250 µs of the processor more for each call.
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import type { webApi } from "@slack/bolt";
import { CALL } from "./limits.js";

type Answered = Awaited<ReturnType<webApi.FetchFunction>>;
type Url = Parameters<webApi.FetchFunction>[0];
type Init = NonNullable<Parameters<webApi.FetchFunction>[1]>;

/** What is read of an answer at most: Slack's own are a few kilobytes, what a proxy or a fault sends may have no end. */
const LONGEST = 1_000_000;

/** Connections are kept by Node's global agent, and proxies are those that it knows. All must be over within `CALL`. */
export const call: webApi.FetchFunction = async (url, init = {}) => {
  // files are never sent here
  if (typeof init.body !== "string") return fetch(url, init as RequestInit);
  try {
    return await once(url, init, init.body);
  } catch (error) {
    // the other side closed a kept connection just as it was used again: as a rule it has seen nothing of the request
    if (!(error instanceof Unheard) || !isHarmless(String(url))) throw error;
    return once(url, init, init.body);
  }
};

/** Comes to the same when it is done twice. A post doesn't: the worker looks for it before it sends again, and counts. */
const isHarmless = (url: string): boolean => /\/api\/(?!chat\.post)/.test(url);

class Unheard extends Error {}
const CLOSED = ["ECONNRESET", "EPIPE"];

function once(url: Url, { method, headers, signal }: Init, body: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const send = String(url).startsWith("https:") ? secure : plain;
    const length = Buffer.byteLength(body);
    const sent = send(url, { method, headers: { ...headers, "content-length": length }, ...(signal && { signal }) });
    // one timer, not a signal: that takes 45 µs more
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${CALL} ms`)), CALL);
    let begun = false;
    const failed = (error: Error & { code?: string }): void => {
      clearTimeout(late);
      const unheard = !begun && sent.reusedSocket && CLOSED.includes(error.code ?? "");
      reject(unheard ? new Unheard("closed", { cause: error }) : error);
    };
    sent.on("error", failed);
    sent.once("response", (response: IncomingMessage) => {
      begun = true;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > LONGEST) response.destroy(new Error(`the answer is longer than ${LONGEST} bytes`));
        else chunks.push(chunk);
      });
      response.on("error", failed);
      response.once("end", () => {
        clearTimeout(late);
        resolve(answerOf(response, Buffer.concat(chunks), `${url}`));
      });
    });
    sent.end(body);
  });
}

function answerOf(
  { statusCode: status = 0, statusMessage: statusText = "", headers }: IncomingMessage,
  body: Buffer,
  url: string,
): Answered {
  const textOf = (name: string): string | null => headers[name.toLowerCase()]?.toString() ?? null;
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    url,
    headers: { get: textOf, entries: () => Object.keys(headers).map((name) => [name, textOf(name) ?? ""]) },
    arrayBuffer: async () => new Uint8Array(body).buffer,
    json: async () => JSON.parse(body.toString()),
    text: async () => body.toString(),
  };
}
