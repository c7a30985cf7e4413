// A search while writing a message → facts to insert, each as a card with its quote and source.
import { z } from "zod";
import type { Desk } from "../../desk.js";
import { SURFACE } from "../../surface.js";
import { languageFor } from "./actions.js";
import { ADAPTIVE } from "./card.js";
import { HITS } from "./limits.js";
import { factPanel } from "./panels.js";
import type { Activity } from "./read.js";
import type { Showing } from "./showing.js";
import { clip } from "./text.js";

/** Optional, since some clients send neither the command's id nor the parameter's name; there is one of each. */
const QUERY = z.object({
  parameters: z
    .array(z.object({ name: z.string().nullish(), value: z.unknown().optional() }))
    .max(10)
    .nullish()
    .catch(null),
  queryOptions: z
    .object({ skip: z.number().int().min(0).max(1_000).catch(0), count: z.number().int().min(1).catch(HITS) })
    .partial()
    .nullish()
    .catch(null),
});

/** The used fields of a search. */
const TYPED = 200;

export async function search(activity: Activity, desk: Desk, showing: Showing): Promise<object> {
  const language = await languageFor(desk, activity);
  const { parameters, queryOptions } = QUERY.safeParse(activity.value).data ?? {};
  // before anything is typed, Teams may send the parameter `initialRun` instead of words
  const typed = (parameters ?? []).find(({ name, value }) => name !== "initialRun" && typeof value === "string")?.value as
    | string
    | undefined;
  const [skip, count] = [queryOptions?.skip ?? 0, Math.min(queryOptions?.count ?? HITS, HITS)];
  const hits = desk.guide.search((typed ?? "").slice(0, TYPED), language, skip + count).slice(skip);
  if (hits.length === 0 && skip === 0) return { composeExtension: { type: "message", text: SURFACE[language].noHits } };
  const attachments = hits.map((fact) => ({
    contentType: ADAPTIVE,
    content: factPanel(fact, language, showing),
    preview: {
      contentType: "application/vnd.microsoft.card.thumbnail",
      content: { title: clip(fact.subject, 100), text: clip(fact.text, 200) },
    },
  }));
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}
