// The page's questions to the server. A failure is a `Failure`, whatever the reason: the page says it in plain words.
import type { Language } from "../../../chat.js";
import type { AskInput, PageFact, PageGuide, PageReply, PageSection } from "../api.js";
import { person } from "./settings.js";

export class Failure extends Error {}

async function request(path: string, init: RequestInit = {}, accepted: readonly number[] = [200]): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Failure("no connection");
  }
  if (!accepted.includes(response.status)) throw new Failure(String(response.status));
  return response;
}
const call = async <T>(path: string, init?: RequestInit): Promise<T> => (await (await request(path, init)).json()) as T;

const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export type Reply = PageReply & {
  /** The answer only says when to ask again: it is kept nowhere. */
  readonly limited: boolean;
};

export async function ask(input: Omit<AskInput, "person">): Promise<Reply> {
  const response = await request("/api/ask", post({ ...input, person: person() }), [200, 429]);
  return { ...((await response.json()) as PageReply), limited: response.status === 429 };
}

export const feedback = (answer: string, verdict: "helpful" | "unhelpful") =>
  call<{ outcome: "counted" | "changed" | "same" | "unknown" }>("/api/feedback", post({ person: person(), answer, verdict }));

export const forget = () => call<unknown>("/api/forget", post({ person: person() }));

const guides = new Map<Language, Promise<PageGuide>>();
/** Fetched once a language. */
export function guide(language: Language): Promise<PageGuide> {
  const known = guides.get(language);
  if (known !== undefined) return known;
  const made = call<PageGuide>(`/api/guide?language=${language}`);
  guides.set(language, made);
  made.catch(() => guides.delete(language));
  return made;
}

export const search = (text: string, language: Language, signal: AbortSignal) =>
  call<{ hits: PageFact[] }>(`/api/search?${new URLSearchParams({ text, language, limit: "20" })}`, { signal });

export const section = (document: string, heading: string) =>
  call<PageSection>(`/api/section?${new URLSearchParams({ document, heading })}`);
