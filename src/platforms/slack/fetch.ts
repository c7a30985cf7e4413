// A call of Slack's SDK → Node's own HTTP client: the global `fetch` takes 250 µs of the processor more for each call.
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import type { webApi } from "@slack/bolt";
import { CALL } from "./limits.js";

type Answered = Awaited<ReturnType<webApi.FetchFunction>>;

/** Connections are kept by Node's global agent, and proxies are those that it knows. All must be over within `CALL`. */
export const call: webApi.FetchFunction = (url, init = {}) => {
  const { method, headers, body, signal } = init;
  // files are never sent here
  if (typeof body !== "string") return fetch(url, init as RequestInit);
  return new Promise((resolve, reject) => {
    const send = String(url).startsWith("https:") ? secure : plain;
    const length = Buffer.byteLength(body);
    const sent = send(url, { method, headers: { ...headers, "content-length": length }, ...(signal && { signal }) });
    // one timer, not a signal: that takes 45 µs more
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${CALL} ms`)), CALL);
    const failed = (error: Error): void => {
      clearTimeout(late);
      reject(error);
    };
    sent.on("error", failed);
    sent.once("response", (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", failed);
      response.once("end", () => {
        clearTimeout(late);
        resolve(answerOf(response, Buffer.concat(chunks), `${url}`));
      });
    });
    sent.end(body);
  });
};

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
