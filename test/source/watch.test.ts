// Pages are looked at again when they are due: what readers, owners and other instances learn of it, and that nobody is asked unasked.
import { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createBot } from "../../src/bot.js";
import { createGuide } from "../../src/guide.js";
import type { Knowledge } from "../../src/knowledge/types.js";
import { createLog } from "../../src/log.js";
import { serve } from "../../src/main.js";
import type { Notice } from "../../src/platform.js";
import { createFetchPage } from "../../src/source/fetch.js";
import { follow } from "../../src/source/follow.js";
import { type Found, fingerprintOf, lookedAt, readFound } from "../../src/source/found.js";
import { delayAfter, startWatch, type Watch } from "../../src/source/watch.js";
import { createMemoryStore } from "../../src/store/memory.js";
import type { Store } from "../../src/store/store.js";
import { knowledge, model } from "../bot.js";
import { html, writtenIn } from "./page.js";
import { type Publisher, startPublisher } from "./publisher.js";

const DAY = 86_400_000;
const silent = createLog("silent");
const own = Object.values(knowledge.documents)[0] as Knowledge["documents"][string];
const kept = html(writtenIn(own.text, [...new Set(Object.values(knowledge.facts).map(({ section }) => section))]));
const changed = kept.replace("to ganger årlig", "tre ganger årlig");
let publisher: Publisher;
let path = 0;
beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(() => publisher.close());

/** The knowledge with its document at an address on this machine, where nothing stands yet. */
function here(): { known: Knowledge; address: string } {
  const address = `/document-${++path}`;
  const document = { ...own, url: `${publisher.url}${address}` };
  return { known: { ...knowledge, documents: { [own.id]: document } }, address };
}
const asked = (address: string): number => publisher.asked.filter((one) => one.path === address).length;

async function until<T>(read: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Instances that look when the test says that time has passed. */
function world(known: Knowledge, instances = 1) {
  let now = Date.parse("2026-11-29T09:00:00Z");
  const store = createMemoryStore(() => now);
  const notices: Notice[] = [];
  const failing = { on: false };
  const waiting: (() => void)[] = [];
  const fetchPage = createFetchPage({ hosts: ["127.0.0.1"], contact: "editors@example.no" });
  const watches: Watch[] = Array.from({ length: instances }, () =>
    startWatch({
      knowledge: known,
      watched: store.watched,
      fetchPage,
      tellers: [
        async (notice) => {
          if (failing.on) throw new Error("down");
          notices.push(notice);
        },
      ],
      today: () => new Date(now).toISOString().slice(0, 10),
      log: silent,
      wait: (_, signal) =>
        new Promise((resolve) => {
          const go = (): void => {
            signal.removeEventListener("abort", go);
            resolve(undefined);
          };
          signal.addEventListener("abort", go);
          waiting.push(go);
          if (signal.aborted) go();
        }),
    }),
  );
  const found = async (): Promise<Found | undefined> =>
    readFound((await store.watched.all()).get(own.id), fingerprintOf(own, Object.values(known.facts)));
  /** Until every instance waits again, twice: between pages, and for the next round. */
  const round = async (): Promise<void> => {
    for (let i = 0; i < 2; i++) {
      await until(() => waiting.length >= instances || undefined);
      for (const go of waiting.splice(0)) go();
    }
    await until(() => waiting.length >= instances || undefined);
  };
  return {
    store,
    notices,
    failing,
    found,
    passes: async (time: number) => {
      now += time;
      await round();
    },
    stop: () => Promise.all(watches.map((watch) => watch.stop())),
  };
}

const worlds: ReturnType<typeof world>[] = [];
const start = (...given: Parameters<typeof world>) => {
  const one = world(...given);
  worlds.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((one) => one.stop()));
});

/** What readers are told, by whoever shares the store. */
async function told(store: Store, known: Knowledge, text: string) {
  const following = await follow(known, store.watched, (now) => ({ bot: createBot(now, model), guide: createGuide(now) }), { log: silent });
  following.stop();
  return { ...following.now().bot({ text }).answer, guide: following.now().guide };
}

describe("a page that is as it was", () => {
  it("is looked at once a day by one of three instances, and counts as checked on that day in every answer", async () => {
    const { known, address } = here();
    publisher.put(address, kept);
    const { passes, store, notices, found } = start(known, 3);
    await until(() => found());
    await passes(DAY / 2);
    expect(asked(address)).toBe(1);
    await passes(DAY / 2);
    await until(() => asked(address) === 2 || undefined);
    await until(async () => (await found())?.checked === "2026-11-30" || undefined);
    expect(notices).toEqual([]);
    const { sources, note, guide } = await told(store, known, "Hvor ofte møtes NSHF?");
    expect(sources).toMatchObject([{ checked: "2026-11-30", reviewBy: "2027-05-29" }]);
    expect(guide.sources).toMatchObject([{ checked: "2026-11-30" }]);
    expect(note).toBe("");
    expect((await told(store, known, "når vart sida sist oppdatert då")).answer).toContain("30. november 2026");
  });
});

describe("a page that changed", () => {
  it("is told of to its owner once, and in each answer from such a fact, in the asker's language, until somebody has looked", async () => {
    const { known, address } = here();
    publisher.put(address, changed);
    const { passes, store, notices, found } = start(known, 2);
    await until(async () => (await found())?.told);
    for (let day = 0; day < 3; day++) await passes(DAY);
    await until(() => asked(address) === 4 || undefined);
    expect(notices).toEqual([
      {
        title: `Siden «${own.title}» er endret.`,
        url: `${publisher.url}${address}`,
        lines: [
          "Disse opplysningene bygger på setninger som er endret eller borte:",
          "• nshf.meetings: «NSHF møtes to ganger årlig, i et embetsmøte og et kombinert ministermøte/embetsmøte, foruten i arbeidsgruppemøter.» er blitt «NSHF møtes tre ganger årlig, i et embetsmøte og et kombinert ministermøte/embetsmøte, foruten i arbeidsgruppemøter.»",
          "Svar som bygger på dem, sier at siden er endret, til noen har sett på dem.",
          `Når du har sett på det: rett opplysningene, eller kjør forumbot watch --looked ${own.id}`,
        ],
      },
    ]);
    const notes = {
      "Hvor ofte møtes NSHF?": "Kildesiden er endret etter at dette ble kontrollert, og ingen redaktør har sett på endringen ennå.",
      "Kor ofte møtest NSHF?": "Kjeldesida er endra etter at dette vart kontrollert, og ingen redaktør har sett på endringa enno.",
      "How often does NSHF meet?": "The source page has changed since this was checked, and no editor has looked at the change yet.",
      "Fortell om NSHF": "Kildesiden er endret etter at dette ble kontrollert, og ingen redaktør har sett på endringen ennå.",
      "Har NSHF et fast sekretariat?": "",
    };
    for (const [text, note] of Object.entries(notes)) {
      const answer = await told(store, known, text);
      expect([text, answer.kind, answer.note]).toEqual([text, "answer", note]);
      expect(answer.sources[0]?.checked).toBe(own.checked);
    }
    const hit = (await told(store, known, "x")).guide.search("nshf møtes", "nb").find(({ id }) => id === "nshf.meetings");
    expect(hit?.text).toContain("Kildesiden er endret");

    await store.watched.keep(own.id, lookedAt((await found()) as Found, "2026-12-02"), DAY);
    const after = await told(store, known, "Hvor ofte møtes NSHF?");
    expect([after.note, after.sources[0]?.checked]).toEqual(["", "2026-12-02"]);
    await passes(DAY);
    await until(async () => (await found())?.checked === "2026-12-03" || undefined);
    expect(notices).toHaveLength(1);
  });

  it("is told of again when it changes once more, and forgotten when it is as it was", async () => {
    const { known, address } = here();
    publisher.put(address, changed);
    const { passes, notices, found } = start(known);
    await until(async () => (await found())?.told);
    publisher.put(address, kept.replace("to ganger årlig", "fire ganger årlig"));
    await passes(DAY);
    expect(notices.map(({ lines }) => /er blitt «NSHF møtes (\w+)/.exec(lines[1] ?? "")?.[1])).toEqual(["tre", "fire"]);
    publisher.put(address, kept);
    await passes(DAY);
    expect(await found()).toMatchObject({ status: "unchanged", facts: [], told: null });
    publisher.put(address, changed);
    await passes(DAY);
    expect(notices).toHaveLength(3);
  });

  it("is told of when that is possible again", async () => {
    const { known, address } = here();
    publisher.put(address, changed);
    const { passes, notices, failing, found } = start(known);
    failing.on = true;
    await until(() => found());
    await passes(DAY);
    expect([notices, (await found())?.told]).toEqual([[], null]);
    failing.on = false;
    await passes(DAY / 24);
    expect(notices).toHaveLength(1);
  });

  it("is no matter of facts that an editor has brought to what the page says now", async () => {
    const { known, address } = here();
    publisher.put(address, changed);
    const { store, found } = start(known);
    await until(() => found());
    const fact = known.facts["nshf.meetings"] as Knowledge["facts"][string];
    const mended: Knowledge = {
      ...known,
      facts: { ...known.facts, [fact.id]: { ...fact, quote: fact.quote.replace("to ganger", "tre ganger") } },
    };
    expect((await told(store, mended, "Hvor ofte møtes NSHF?")).note).toBe("");
  });
});

describe("a page that is gone, or can't be read", () => {
  it("takes nothing from the answers: the owner is told, and what was found before stays found", async () => {
    const { known, address } = here();
    publisher.put(address, changed);
    const { passes, store, notices, found } = start(known);
    await until(async () => (await found())?.told);
    publisher.put(address, (_, response) => response.writeHead(410).end());
    await passes(DAY);
    publisher.put(address, "<main><p>Vi bruker informasjonskapsler.</p></main>");
    await passes(DAY);
    expect(notices.map(({ title }) => title).slice(1)).toEqual([
      `Siden «${own.title}» finnes ikke lenger.`,
      `På adressen til «${own.title}» står det nå noe annet.`,
    ]);
    expect(notices.at(-1)?.lines[0]).toBe("Svar som bygger på dem, sier at siden er endret, til noen har sett på dem.");
    const { kind, note, sources } = await told(store, known, "Hvor ofte møtes NSHF?");
    expect([kind, note !== "", sources[0]?.checked]).toEqual(["answer", true, own.checked]);
  });

  it("is tried again after an hour, two, four, and told of at the third failure", async () => {
    const { known, address } = here();
    publisher.put(address, (_, response) => response.writeHead(503).end());
    const { passes, notices, found } = start(known);
    await until(() => found());
    for (const [hours, failures] of [
      [1, 2],
      [1, 2],
      [1, 3],
      [2, 3],
      [2, 4],
    ] as const) {
      await passes((hours * DAY) / 24);
      expect([hours, (await found())?.failures]).toEqual([hours, failures]);
    }
    expect(notices.map(({ title }) => title)).toEqual([
      `Siden «${own.title}» har ikke latt seg lese på 3 forsøk (the server answered 503).`,
    ]);
    publisher.put(address, kept);
    await passes(DAY);
    expect(await found()).toMatchObject({ status: "unchanged", failures: 0 });
  });

  it("is left alone for as long as its publisher asks, a week at most", () => {
    const failed = {
      status: "failed",
      facts: [],
      others: { altered: 0, gone: 0, added: 0, elsewhere: 0 },
      page: null,
      validators: {},
    } as const;
    expect(delayAfter({ ...failed, retryAfter: 5 * 3_600_000 }, 1)).toBe(5 * 3_600_000);
    expect(delayAfter({ ...failed, retryAfter: 365 * DAY }, 1)).toBe(7 * DAY);
    expect(delayAfter(failed, 20)).toBe(DAY);
    expect(delayAfter({ ...failed, status: "unchanged" }, 0)).toBe(DAY);
  });
});

describe("a server", () => {
  const environment = { PORT: "0", DATABASE_URL: "sqlite::memory:", LOG_LEVEL: "silent", WATCH_HOSTS: "127.0.0.1" };

  it("asks nobody for anything unless it is told to watch", async () => {
    const [quiet, watching] = [here(), here()];
    for (const { address } of [quiet, watching]) publisher.put(address, kept);
    const connect = vi.spyOn(Socket.prototype, "connect");
    const said: string[] = [];
    const first = await serve({ knowledge: quiet.known, model }, environment, (line) => said.push(line));
    const opened = connect.mock.calls.length;
    // the other one, started later, has looked meanwhile
    const second = await serve({ knowledge: watching.known, model }, { ...environment, WATCH: "on" }, (line) => said.push(line));
    await until(() => asked(watching.address) === 1 || undefined);
    expect([opened, asked(quiet.address)]).toEqual([0, 0]);
    expect(said.filter((line) => line.startsWith("Watch"))).toEqual([
      "Watch       off (WATCH=on looks at the sources once a day)",
      "Watch       on",
    ]);
    await Promise.all([first.stop(), second.stop()]);
    connect.mockRestore();
  });

  it.each([
    [{ WATCH: "yes" }, "WATCH: expected on or off"],
    [{ WATCH_HOSTS: "http://intranet" }, "WATCH_HOSTS: expected host names without a scheme, with commas between them"],
    [{ WATCH_CONTACT: "us" }, "WATCH_CONTACT: expected an e-mail address, or one that begins with https:// or http://"],
    [
      { WATCH_SLACK_CHANNEL: "#general" },
      "WATCH_SLACK_CHANNEL: expected a channel's id like C0123ABC, with many workspaces T0123ABC/C0123ABC",
    ],
    [{ WATCH_TEAMS_CHANNEL: "General" }, "WATCH_TEAMS_CHANNEL: expected a conversation's id like 19:…@thread.tacv2"],
  ])("that is set up wrongly doesn't start: %o", async (settings, message) => {
    await expect(serve({ knowledge, model }, { ...environment, ...settings }, () => undefined)).rejects.toThrow(message);
  });
});
