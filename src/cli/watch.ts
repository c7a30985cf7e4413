// `watch`: one look at the page of every document, told line by line; `--looked ID`: an editor has looked at what was found there.
import { parseArgs } from "node:util";
import { environment, readConfig } from "../config.js";
import { createDay } from "../day.js";
import { folders } from "../folders.js";
import { load } from "../knowledge/load.js";
import type { Knowledge } from "../knowledge/types.js";
import { ready } from "../ready.js";
import { factsOf } from "../source/current.js";
import { contactOf, createFetchPage } from "../source/fetch.js";
import { fingerprintOf, lookedAt, readFound } from "../source/found.js";
import type { Look } from "../source/status.js";
import { type Addressed, addressed, DAY, delayAfter, lookAgain } from "../source/watch.js";
import type { Watched } from "../store/store.js";
import { misused, say } from "./say.js";
import { withWatched } from "./store.js";

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false }, looked: { type: "string" } } });
  const { knowledge } = ready() ?? load(folders());
  const { timeZone, watch } = readConfig(environment());
  const today = createDay(timeZone)(Date.now());
  const { looked } = values;
  if (looked !== undefined) return withWatched((watched) => markLooked(looked, knowledge, watched, today));
  const fetchPage = createFetchPage({ hosts: watch.hosts, contact: contactOf(watch.contact, knowledge.bot) });
  const documents = addressed(knowledge);
  if (documents.length === 0) say("no document has an address (url: in its document.yaml)");
  return withWatched(async (watched) => {
    const kept = (await watched?.all()) ?? new Map<string, unknown>();
    let failed = false;
    for (const document of documents) {
      const { seen, found } = await lookAgain(document, knowledge, { kept: kept.get(document.id), fetchPage, today });
      await watched?.keep(document.id, found, delayAfter(seen, found.failures));
      process.stdout.write(values.json ? `${asJson(document, seen)}\n` : `${asText(document, seen)}\n`);
      failed ||= seen.status === "failed";
    }
    return failed ? 1 : 0;
  });
}

/** A line of its own for each document: see the table of commands in docs/commands.md. */
export function asJson({ id, url }: Addressed, { status, facts, to, message }: Look): string {
  const changes = facts.map(({ fact, old, new: now }) => ({ fact, old, new: now }));
  return JSON.stringify({ document: id, url, status, facts: changes, ...(to && { to }), ...(message && { message }) });
}

export function asText({ id, url }: Addressed, { status, facts, others, to, message }: Look): string {
  const changes = facts.map(({ fact, old, new: now, mended }) => {
    const after = now === null ? "is gone" : `is now: ${plain(now)}${mended ? " (a slip that readers see mended already)" : ""}`;
    return `  ${fact}\n    was: ${plain(old)}\n    ${after}`;
  });
  const { altered, gone, added, elsewhere } = others;
  const besides = `  besides: ${altered} altered, ${gone} gone and ${added} new sentences; ${elsewhere} facts under another heading`;
  const told = status === "changed" || status === "moved";
  return [
    `${id}: ${status}${to ? ` to ${plain(to)}` : ""}${message ? ` (${plain(message)})` : ""}  ${url}`,
    ...changes,
    ...(told && altered + gone + added + elsewhere > 0 ? [besides] : []),
    ...(status === "changed" ? [`  when you have looked at it: forumbot watch --looked ${id}`] : []),
  ].join("\n");
}

/** What a page says must not write to the editor's terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, " ").trim();

async function markLooked(id: string, knowledge: Knowledge, watched: Watched | undefined, today: string): Promise<number> {
  const document = knowledge.documents[id];
  if (document === undefined)
    return misused(`watch: there is no document '${id}': expected one of ${Object.keys(knowledge.documents).join(", ")}`);
  const found = readFound((await watched?.all())?.get(id), fingerprintOf(document, factsOf(knowledge, id)));
  if (watched === undefined || found === undefined) {
    say(`nothing was found at the page of '${id}' yet, as its text and facts are now: forumbot watch looks at it`);
    return 1;
  }
  await watched.keep(id, lookedAt(found, today), DAY);
  say(`'${id}' counts as looked at, as its page is now; answers no longer say that it has changed`);
  return 0;
}
