// A request → its answer: the one client for what is asked of Slack and of Microsoft, over connections that are kept. Redirects aren't followed.
import type { IncomingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import { Agent, type Dispatcher, request } from "undici";

export interface Question {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** To ask twice comes to the same. */
  readonly repeatable: boolean;
  /** Milliseconds after which it has failed. */
  readonly limit: number;
  /** Bytes that are read of the answer's body. */
  readonly longest: number;
  readonly signal?: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body was no longer than is read. */
  readonly whole: boolean;
}

const direct = new Agent();
let dispatcherFor: (url: string) => Dispatcher = () => direct;

/** From now on, connections are opened by what is given for an address, and by none in between where that is nothing. Returns what undoes it. */
export function connectBy(given: (url: string) => Dispatcher | undefined): () => void {
  const before = dispatcherFor;
  dispatcherFor = (url) => given(url) ?? direct;
  return () => {
    dispatcherFor = before;
  };
}

/** Where an answer came from lately: a connection to it may be kept. */
const known = new LRUCache<string, true>({ max: 1_000 });
const CLOSED = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"];

/** Rejects where no answer came. Once more where a kept connection was closed just as it was used again: as a rule nobody has seen the request. */
export async function ask(url: string, question: Question): Promise<Reply> {
  const { signal, limit } = question;
  const late = AbortSignal.timeout(limit);
  const until = signal === undefined ? late : AbortSignal.any([signal, late]);
  const { origin } = new URL(url);
  const asked = (): Promise<Dispatcher.ResponseData> => begin(url, question, until);
  const answer = await asked().catch((error: Error & { code?: unknown }) => {
    const closed = known.has(origin) && CLOSED.includes(String(error.code));
    if (!closed || !question.repeatable) throw error;
    return asked();
  });
  known.set(origin, true);
  return read(answer, question.longest);
}

const begin = (url: string, { method, headers, body }: Question, signal: AbortSignal): Promise<Dispatcher.ResponseData> =>
  request(url, { method, headers, ...(body !== undefined && { body }), signal, dispatcher: dispatcherFor(url) });

async function read({ statusCode: status, statusText, headers, body }: Dispatcher.ResponseData, longest: number): Promise<Reply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > longest) break;
  }
  return { status, statusText, headers, body: Buffer.concat(chunks).subarray(0, longest), whole: size <= longest };
}
