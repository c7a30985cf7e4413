// A call of Slack's SDK → our HTTP client: the global `fetch` takes more of the processor.
import type { webApi } from "@slack/bolt";
import { ask, type Reply } from "../../http/client.js";
import { CALL } from "./limits.js";

type Answered = Awaited<ReturnType<webApi.FetchFunction>>;

/** What is read of an answer at most, in bytes: Slack's own are a few kilobytes, what a proxy or a fault sends may have no end. */
const LONGEST = 1_000_000;

/** To do it twice comes to the same. A post doesn't: the worker looks for it before it sends again, and counts. */
const isHarmless = (url: string): boolean => /\/api\/(?!chat\.post)/.test(url);

export const call: webApi.FetchFunction = async (at, init = {}) => {
  // files are never sent here
  if (typeof init.body !== "string") return fetch(at, init as RequestInit);
  const url = String(at);
  const reply = await ask(url, {
    method: "POST",
    headers: { ...init.headers },
    body: init.body,
    repeatable: isHarmless(url),
    limit: CALL,
    longest: LONGEST,
    ...(init.signal && { signal: init.signal }),
  });
  if (!reply.whole) throw new Error(`the answer is longer than ${LONGEST} bytes`);
  return answered(url, reply);
};

function answered(url: string, { status, statusText, headers, body }: Reply): Answered {
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
