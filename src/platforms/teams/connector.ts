// Messages → Teams: the three calls of the Bot Framework's connector, with its retries and within its time limits.
// Not botbuilder's client: that keeps only three fields of an entity, so citations would never arrive, and it resends up to
// three times after any 5xx or broken connection, so a message could arrive twice.
import { z } from "zod";
import { backOff } from "../../delivery/retry.js";
import { type Question, type Reply, ask as request } from "../../http/client.js";
import type { Outgoing } from "./card.js";
import { ANSWER_BYTES, CALL } from "./limits.js";
import { type Activity, parseJson } from "./read.js";
import type { Token } from "./token.js";

/** Statuses to retry at once, by Microsoft's advice on rate limits; other temporary failures are left to the delivery. */
const AGAIN = [412, 429, 502, 504];
/** Statuses with which Teams, or a proxy in front of it, did nothing. */
const REFUSED = [401, 412, 429];
const TRIES = 3;
/** Pause between two immediate tries, in milliseconds. */
const PAUSES = { first: 2_000, longest: 15_000 };

export interface Failed {
  readonly status: number | undefined;
  /** It can't have arrived at any try. */
  readonly certain: boolean;
  /** The pause that Teams requested, in milliseconds. */
  readonly delay?: number | undefined;
}

/** Teams' response to a message, without the message. */
export class SendError extends Error {
  readonly status: number | undefined;
  readonly certain: boolean;
  readonly delay: number | undefined;

  constructor({ status, certain, delay }: Failed, cause?: unknown) {
    super(status === undefined ? `Teams can't be reached (${codeOf(cause)})` : `Teams answered ${status}`);
    this.name = "SendError";
    this.status = status;
    this.certain = certain;
    this.delay = delay;
  }

  /** Whether retrying is pointless: the conversation is gone, the bot was removed, the message is wrong. */
  get final(): boolean {
    return this.status !== undefined && this.status >= 400 && this.status < 500 && ![401, 408, 412, 429].includes(this.status);
  }
}

export interface Connector {
  /** The id of the message, by which it can be changed; undefined if Teams gives none. */
  send(to: Activity, message: Outgoing): Promise<string | undefined>;
  /** Like `send`, but not in reply to a message. */
  start(serviceUrl: string, conversation: string, message: Outgoing): Promise<string | undefined>;
  update(to: Activity, id: string, message: Outgoing): Promise<void>;
  remove(to: Activity, id: string): Promise<void>;
  /** Number of a team's members, if known. */
  teamSize(of: Activity, team: string): Promise<number | undefined>;
}

export type Wait = (milliseconds: number) => Promise<unknown>;

/** `again` is called when a message that may have arrived is sent again. */
export function createConnector(token: Token, wait: Wait, again: () => void): Connector {
  const ask = async (method: Question["method"], to: Pick<Activity, "serviceUrl">, path: string, message?: object): Promise<unknown> => {
    const url = `${to.serviceUrl.replace(/\/+$/, "")}/v3/${path}`;
    const body = message === undefined ? undefined : JSON.stringify(message);
    let certain = true;
    for (let tried = 1; ; tried++) {
      if (!certain && method === "POST") again();
      const answer = await answered(url, method, token, body, certain);
      const { status } = answer;
      if (status >= 200 && status < 300) return parseJson(answer.body);
      certain &&= REFUSED.includes(status);
      const asked = Number(answer.headers["retry-after"]) * 1000 || 0;
      if (!AGAIN.includes(status) || tried === TRIES) throw new SendError({ status, certain, delay: asked });
      await wait(Math.min(PAUSES.longest, Math.max(backOff(tried, PAUSES), asked)));
    }
  };
  const activities = (id: string): string => `conversations/${encodeURIComponent(id)}/activities`;
  const conversation = ({ conversation: { id } }: Activity): string => activities(id);
  return {
    send: async (to, message) => {
      const path = to.id == null ? conversation(to) : `${conversation(to)}/${encodeURIComponent(to.id)}`;
      return SENT.safeParse(await ask("POST", to, path, addressed(to, message))).data?.id;
    },
    start: async (serviceUrl, id, message) => {
      const sent = await ask("POST", { serviceUrl }, activities(id), { ...message, conversation: { id } });
      return SENT.safeParse(sent).data?.id;
    },
    update: async (to, id, message) => {
      await ask("PUT", to, `${conversation(to)}/${encodeURIComponent(id)}`, { ...addressed(to, message), id });
    },
    remove: async (to, id) => {
      await ask("DELETE", to, `${conversation(to)}/${encodeURIComponent(id)}`);
    },
    teamSize: async (of, team) => TEAM.safeParse(await ask("GET", of, `teams/${encodeURIComponent(team)}`)).data?.memberCount,
  };
}

const SENT = z.object({ id: z.string().min(1) });
const TEAM = z.object({ memberCount: z.number() });

/** A message as an answer to what was received. */
function addressed({ id, channelId, serviceUrl, from, recipient, conversation }: Activity, message: Outgoing): object {
  const reply = id == null ? {} : { replyToId: id };
  return { ...message, channelId, serviceUrl, from: recipient, recipient: from, conversation: { id: conversation.id }, ...reply };
}

/** No connection or no token, so nothing was sent. */
const UNSENT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

async function answered(url: string, method: Question["method"], token: Token, body: string | undefined, certain: boolean): Promise<Reply> {
  let authorization: string | undefined;
  try {
    authorization = await token();
  } catch (error) {
    throw new SendError({ status: undefined, certain }, error);
  }
  const headers = {
    accept: "application/json",
    "content-type": "application/json; charset=utf-8",
    ...(authorization !== undefined && { authorization }),
  };
  // what may have arrived is sent again by who counts that
  const question = { method, headers, repeatable: method !== "POST", limit: CALL, longest: ANSWER_BYTES };
  try {
    return await request(url, { ...question, ...(body !== undefined && { body }) });
  } catch (error) {
    throw new SendError({ status: undefined, certain: certain && UNSENT.includes(codeOf(error)) }, error);
  }
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause, code, errorCode } = error as { cause?: { code?: unknown }; code?: unknown; errorCode?: unknown };
  return [cause?.code, errorCode, code, error.name].find((one) => typeof one === "string") as string;
}
