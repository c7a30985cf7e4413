// What was found at a document's page → what its owner is told, in the document's language. Plain text: whoever sends it escapes it.
import type { QuotedDocument } from "../knowledge/types.js";
import { fill } from "../language/index.js";
import { TEXTS } from "../language/texts.js";
import type { Notice } from "../platform.js";
import { type Found, openFacts } from "./found.js";

/** So many facts are told one by one, each wording as far as this. */
const MOST = 8;
const LONGEST = 200;

const short = (text: string): string => {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1).trimEnd()}…`;
};

export function noticeOf(document: QuotedDocument & { readonly url: string }, found: Found): Notice {
  const texts = TEXTS[document.language].watch;
  const { status, to = "", message = "", failures: times, others } = found;
  const title = fill(texts[status === "unchanged" ? "changed" : status], { title: document.title, to, message, times });
  const isRead = status === "changed" || status === "moved";
  const facts = isRead ? found.facts : [];
  const told = facts.slice(0, MOST).map(({ fact, old, new: now }) => {
    const values = { fact, old: short(old), new: short(now ?? "") };
    return `• ${fill(now === null ? texts.removed : texts.altered, values)}`;
  });
  const rest = facts.length > MOST ? [fill(texts.more, { count: facts.length - MOST })] : [];
  const hasOthers = isRead && Object.values(others).some((number) => number > 0);
  const about = facts.length > 0 ? [texts.facts, ...told, ...rest] : isRead && hasOthers ? [texts.noFacts] : [];
  return {
    title,
    url: to || document.url,
    lines: [
      ...about,
      ...(hasOthers ? [fill(texts.others, others)] : []),
      openFacts(found).length > 0 ? texts.noted : texts.asBefore,
      fill(texts.looked, { document: document.id }),
    ],
  };
}
