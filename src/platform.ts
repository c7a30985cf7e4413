// The interface between a platform and the server, shared by Slack, Teams and the web page.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "./config.js";
import type { Asked, Desk } from "./desk.js";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Store, Work } from "./store/store.js";

/** Matches this exact method and path; everything else is 404. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

/** An answer → the payload that a platform would receive. `today`: `YYYY-MM-DD`. */
export type View = (asked: Asked, today: string) => unknown;

/** What the owner of a document is told, unasked: plain text, which each platform escapes. */
export interface Notice {
  readonly title: string;
  readonly url: string;
  readonly lines: readonly string[];
}

export interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How Slack and Teams would show an answer; for the page, since platforms don't import each other. */
  readonly views?: { readonly slack: View; readonly teams: View } | undefined;
}

export interface Platform {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Connects; resolves when messages can arrive. */
  start(): Promise<void>;
  /** Resumes an unfinished job. Throws if it is to be retried. */
  resume(work: Work): Promise<void>;
  /** To whoever owns a document, where they are to be told here. Throws where it couldn't be said. */
  readonly tell?: ((notice: Notice) => Promise<void>) | undefined;
  /** Throws with the reason if it can't serve. */
  ready(): Promise<void>;
  /** Accepts no new work; resolves when work in progress is finished. */
  stop(): Promise<void>;
}

/** Each platform's `index.ts` exports it as `connect`. */
export type Connect = (parts: Parts) => Promise<Platform>;
