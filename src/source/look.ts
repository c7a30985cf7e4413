// A document, its facts and the page at its address as it is now → what became of the page, and of the sentences that facts rest on.
import { createHash } from "node:crypto";
import type { Fact, QuotedDocument } from "../knowledge/types.js";
import { type Comparison, compare } from "./compare.js";
import { SourceError } from "./error.js";
import { extract } from "./extract.js";
import type { Fetched, FetchPage, Page } from "./fetch.js";
import { readPlain } from "./plain.js";
import { plainly, split } from "./sentences.js";
import type { Before, FactChange, Look, Status } from "./status.js";
import type { PageText } from "./text.js";

const NONE = { altered: 0, gone: 0, added: 0, elsewhere: 0 };
const UNREAD = { facts: [], others: NONE, page: null, validators: {} } as const;

/** `before` only where it is of this very text and these facts. Never throws. */
export async function look(
  document: QuotedDocument & { readonly url: string },
  facts: readonly Fact[],
  fetchPage: FetchPage,
  { before, signal }: { readonly before?: Before | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Look> {
  try {
    const fetched = await fetchPage(document.url, { validators: before?.validators, language: document.language, signal });
    return await judge(fetched, document, facts, before);
  } catch (error) {
    const { message, retryAfter } = error instanceof SourceError ? error : new SourceError("can't be read", { cause: error });
    return { ...UNREAD, status: "failed", message, retryAfter };
  }
}

async function judge(fetched: Fetched, document: QuotedDocument, facts: readonly Fact[], before: Before | undefined): Promise<Look> {
  const { movedTo: to } = fetched;
  const moved = to === undefined ? {} : { to };
  if (fetched.kind === "gone") return { ...UNREAD, ...moved, status: "gone" };
  if (fetched.kind === "unchanged") {
    if (before === undefined) throw new SourceError("the server answered 304, and nothing was asked for that it could have meant");
    const { facts: changes, others, page, validators } = before;
    const status = to === undefined ? statusOf(changes, others) : "moved";
    return { ...moved, status, facts: changes, others, page, validators };
  }
  const { etag, modified } = fetched;
  const compared = compareWith(document, await textOf(fetched, to ?? document.url ?? ""), facts);
  if (compared === undefined) return { ...UNREAD, ...moved, status: "different" };
  const status = to === undefined ? statusOf(compared.facts, compared.others) : "moved";
  return { ...compared, ...moved, status, validators: { etag, modified } };
}

const textOf = ({ bytes, type }: Page, name: string): Promise<PageText> => extract({ bytes, type, name });

const statusOf = (facts: readonly FactChange[], others: Look["others"]): Status =>
  facts.length > 0 || Object.values(others).some((count) => count > 0) ? "changed" : "unchanged";

/** Undefined where it is no longer the same page. */
function compareWith(document: QuotedDocument, now: PageText, facts: readonly Fact[]) {
  const compared = compare(readPlain(document.text), now, [document.title]);
  if (!compared.same) return undefined;
  const changed = facts.flatMap((fact) => changeOf(fact, compared, document));
  const ofFacts = new Set(facts.flatMap(({ quote }) => split(quote).map(plainly)));
  const others = compared.changes.filter(({ old }) => !ofFacts.has(plainly(old)));
  return {
    facts: changed,
    others: {
      altered: others.filter(({ now: wording }) => wording !== null).length,
      gone: others.filter(({ now: wording }) => wording === null).length,
      added: compared.added.length,
      elsewhere: facts.filter((fact) => isElsewhere(fact, compared, document)).length,
    },
    page: createHash("sha256").update(compared.lines.join("\n")).digest("base64url"),
  };
}

function isElsewhere({ quote, section }: Fact, { sections }: Comparison, { opening }: QuotedDocument): boolean {
  const expected = section === opening ? "" : plainly(section);
  return split(quote).some((part) => sections.get(plainly(part))?.has(expected) === false);
}

function changeOf({ id, quote }: Fact, { changes }: Comparison, { mend }: QuotedDocument): FactChange[] {
  const of = new Map(changes.map((change) => [plainly(change.old), change]));
  const parts = split(quote).map((part) => {
    const plain = plainly(part);
    const change = of.get(plain) ?? changes.find(({ old }) => plainly(old).includes(plain));
    return change === undefined ? { changed: false, now: part } : { changed: true, now: change.now };
  });
  if (!parts.some(({ changed }) => changed)) return [];
  const now = parts.flatMap((part) => part.now ?? []).join(" ");
  const shown = mend.reduce((text, { from, to }) => text.replaceAll(from, () => to), quote.replace(/\s+/g, " "));
  return [{ fact: id, old: quote, new: now === "" ? null : now, ...(plainly(shown) === plainly(now) ? { mended: true } : {}) }];
}
