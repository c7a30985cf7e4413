// The page and the API behind it: built files from memory, and a few small routes that ask the desk.
import type { IncomingMessage, ServerResponse } from "node:http";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { LANGUAGES, type Language } from "../../chat.js";
import type { Config } from "../../config.js";
import { creditOf } from "../../credit.js";
import { createToday } from "../../day.js";
import type { Asked } from "../../desk.js";
import { addressOf, byOwnName } from "../../origin.js";
import type { Connect, Parts, Route, View } from "../../platform.js";
import { sendJson } from "../../server.js";
import type { Person } from "../../store/store.js";
import { withoutCommand } from "../../text.js";
import { askInput, feedbackInput, forgetInput, guideInput, type PageGuide, type PageReply, searchInput, sectionInput } from "./api.js";
import { HEADERS, pageRoutes, type Stored, send, store } from "./files.js";
import { openApi } from "./openapi.js";
import { Refused, readJson, readQuery } from "./read.js";
import { render } from "./render.js";

const NOT_BUILT = "The page is not built yet: run `npm run build`, then start again.\n";

export const connect: Connect = async (parts) => {
  const page = pageRoutes();
  if (page === undefined) parts.log.warn("the page is not built: npm run build makes it");
  const absent: Route = {
    method: "GET",
    path: "/",
    handle: (_, response) => void response.writeHead(503, { "content-type": "text/plain; charset=utf-8" }).end(NOT_BUILT),
  };
  return {
    name: "web",
    routes: [...(page ?? [absent]), ...apiRoutes(parts)].map((route) => byOwnName(route, parts.config)),
    start: async () => undefined,
    // a browser that got no answer shows that itself and asks again: nothing is left to take up
    resume: async ({ key }) => parts.store.inbox.finish(key),
    ready: async () => {
      if (page === undefined) throw new Error("the page is not built");
    },
    stop: async () => undefined,
  };
};

const personOf = (user: string): Person => ({ platform: "web", workspace: "local", user });

function apiRoutes({ config, desk, views, metrics, log, now }: Parts): Route[] {
  const { guide } = desk;
  const json = "application/json; charset=utf-8";
  const guides = new Map<Language, { readonly of: unknown; readonly stored: Stored }>();
  /** Made once, and again where the guide is another one by now: a source that was checked since, or that changed. */
  const guideIn = (language: Language): Stored => {
    const forums = guide.forums(language);
    const made = guides.get(language);
    if (made?.of === forums) return made.stored;
    const value = {
      forums,
      examples: guide.examples(language),
      names: guide.names(language),
      // what was checked when is said; that it may be out of date is said beside answers, which are made on the day
      sources: guide.sources.map((source) => ({
        document: source.document,
        ...creditOf(source, [], language, source.checked),
        headings: [...guide.headings(source.document)],
      })),
      retentionDays: config.retentionDays,
    };
    const stored = store(JSON.stringify(value satisfies Frozen<PageGuide>), json);
    guides.set(language, { of: forums, stored });
    return stored;
  };
  for (const language of LANGUAGES) guideIn(language);
  const document = store(JSON.stringify(openApi()), json);
  const today = createToday(now, config.timeZone);
  const shown = (name: "slack" | "teams", view: View | undefined, asked: Asked, today: string): unknown => {
    try {
      return view?.(asked, today) ?? null;
    } catch (error) {
      metrics.errors.inc({ place: `view of ${name}` });
      log.error({ err: error }, "an answer could not be shown as a platform would show it");
      return null;
    }
  };

  async function ask(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { text, locale, language, person, conversation, edits } = await readJson(request, askInput);
    const message = { text: withoutCommand(text, [config.slackCommand]), locale, language };
    // whoever guesses a conversation's id must also guess the person's
    const asked = await desk.ask({
      message,
      person: personOf(person),
      conversation: `web:${person}:${conversation}`,
      // whoever names a new person each time is still counted
      address: addressOf(request, config),
      edits,
    });
    const [day, { answer, explanation }] = [today(), asked.reply];
    const reply = {
      id: asked.id,
      answer: render(answer, guide, day),
      explanation,
      views: { slack: shown("slack", views?.slack, asked, day), teams: shown("teams", views?.teams, asked, day) },
    } satisfies Frozen<PageReply>;
    if (asked.retryAfter !== undefined) response.setHeader("retry-after", asked.retryAfter);
    sendJson(response, asked.retryAfter === undefined ? 200 : 429, reply);
  }

  const limited = perAddress(config);
  const get = (path: string, handle: Route["handle"]): Route => ({ method: "GET", path, handle: guarded(limited(handle)) });
  const post = (path: string, handle: Route["handle"]): Route => ({ method: "POST", path, handle: guarded(limited(handle)) });
  const guarded =
    (handle: Route["handle"]): Route["handle"] =>
    async (request, response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      try {
        await handle(request, response);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        metrics.refused.inc({ platform: "web", reason: String(error.status) });
        if (error.retryAfter !== undefined) response.setHeader("retry-after", error.retryAfter);
        sendJson(response, error.status, { error: { message: error.message } });
      }
    };

  return [
    // questions have the desk's own limits, per person and address
    { method: "POST", path: "/api/ask", handle: guarded(ask) },
    post("/api/feedback", async (request, response) => {
      const { person, answer, verdict } = await readJson(request, feedbackInput);
      sendJson(response, 200, { outcome: await desk.feedback(personOf(person), answer, verdict) });
    }),
    post("/api/forget", async (request, response) => {
      const { person } = await readJson(request, forgetInput);
      sendJson(response, 200, await desk.forget(personOf(person)));
    }),
    get("/api/guide", (request, response) => send(request, response, guideIn(readQuery(request, guideInput).language))),
    get("/api/search", (request, response) => {
      const { text, language, limit } = readQuery(request, searchInput);
      sendJson(response, 200, { hits: guide.search(text, language, limit) });
    }),
    get("/api/section", (request, response) => {
      const { document: of, heading } = readQuery(request, sectionInput);
      const section = guide.section(of, heading);
      if (section === undefined) throw new Refused(404, "there is no such section");
      sendJson(response, 200, section);
    }),
    get("/api/openapi.json", (request, response) => send(request, response, document)),
  ];
}

/** Whoever types searches at every letter: so many requests go with one question. */
const A_QUESTION = 20;

/** Requests a minute and address; none where questions have no limit. */
function perAddress(config: Config): (handle: Route["handle"]) => Route["handle"] {
  const questions = config.limits.person;
  if (questions === 0) return (handle) => handle;
  const limiter = new RateLimiterMemory({ points: questions * A_QUESTION, duration: 60 });
  return (handle) => async (request, response) => {
    try {
      await limiter.consume(addressOf(request, config));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refused(429, "too many requests", Math.ceil(error.msBeforeNext / 1000));
    }
    await handle(request, response);
  };
}

/** The schemas' values are made here from values that nobody may change. */
type Frozen<T> = T extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;
