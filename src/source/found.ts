// What was found at a page before, and what a new look found → what is kept of it: since when it stands checked, and what is to be told.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Fact, QuotedDocument } from "../knowledge/types.js";
import { type Before, type Look, STATUSES } from "./status.js";

const optional = z.string().optional();
const count = z.number().int().nonnegative();

export const foundSchema = z.object({
  /** A hash of what the page was compared with. */
  of: z.string(),
  status: z.enum(STATUSES),
  to: optional,
  message: optional,
  /** How often in a row it could not be read. */
  failures: count,
  /** Of the last time that the page was read: these outlast a failure, and a page that is gone. */
  facts: z.array(z.object({ fact: z.string(), old: z.string(), new: z.string().nullable(), mended: z.literal(true).optional() })),
  others: z.object({ altered: count, gone: count, added: count, elsewhere: count }),
  page: z.string().nullable(),
  validators: z.object({ etag: optional, modified: optional }),
  /** The day on which the page last said what is kept of it, or what an editor has looked at. */
  checked: z.iso.date().nullable(),
  /** The page at which an editor has looked. */
  looked: z.string().nullable(),
  /** What the owner was told of last. */
  told: z.string().nullable(),
});
export type Found = z.output<typeof foundSchema>;

/** A page that can't be read is told of at so many failures in a row: one passes by itself. */
const FAILURES = 3;

/** Changes where the text, a quote or what is mended in them does. */
export function fingerprintOf({ text, mend }: QuotedDocument, facts: readonly Fact[]): string {
  const quotes = facts.map(({ id, quote, section }) => [id, quote, section]);
  return createHash("sha256")
    .update(JSON.stringify([text, mend, quotes]))
    .digest("base64url");
}

/** What the store has of a page; undefined where it has nothing, or nothing of this very text and these facts. */
export function readFound(kept: unknown, of: string): Found | undefined {
  const found = foundSchema.safeParse(kept).data;
  return found?.of === of ? found : undefined;
}

/** What a look goes on from. */
export const beforeOf = (found: Found | undefined): Before | undefined =>
  found?.page == null ? undefined : { validators: found.validators, page: found.page, facts: found.facts, others: found.others };

/** `today`: `YYYY-MM-DD`. */
export function noted(look: Look, before: Found | undefined, of: string, today: string): Found {
  const { status, to, message } = look;
  const failures = status === "failed" ? (before?.failures ?? 0) + 1 : 0;
  const last = look.page === null ? before : look;
  const looked = before?.looked ?? null;
  const stands = look.page !== null && (isAsKept(look) || look.page === looked);
  return {
    of,
    status,
    to,
    message,
    failures,
    facts: [...(last?.facts ?? [])],
    others: last?.others ?? { altered: 0, gone: 0, added: 0, elsewhere: 0 },
    page: last?.page ?? null,
    validators: status === "different" ? {} : (last?.validators ?? {}),
    checked: stands ? today : (before?.checked ?? null),
    looked,
    // what is as it was and changes once more is told of again
    told: status === "unchanged" ? null : (before?.told ?? null),
  };
}

const isAsKept = ({ facts, others }: Pick<Look, "facts" | "others">): boolean =>
  facts.length === 0 && Object.values(others).every((number) => number === 0);

/** What the owner is to be told of, in a form that tells one from another; undefined where there is nothing, or they know. */
export function toTell(found: Found): string | undefined {
  const { status, page, looked, to = "", failures, told } = found;
  if (status === "unchanged" || (status === "failed" && failures < FAILURES)) return undefined;
  if (status === "changed" && page === looked) return undefined;
  const key = status === "failed" ? status : [status, page ?? "", to].join(" ");
  return key === told ? undefined : key;
}

/** As it is once an editor has looked at the page. */
export const lookedAt = (found: Found, today: string): Found => ({
  ...found,
  looked: found.page,
  told: toTell(found) ?? found.told,
  checked: today,
});

/** Facts that readers are to be told of: what they read is no longer what the page says, and nobody has looked at it. */
export const openFacts = ({ facts, page, looked }: Found): readonly Found["facts"][number][] =>
  page === looked ? [] : facts.filter(({ mended }) => mended === undefined);
