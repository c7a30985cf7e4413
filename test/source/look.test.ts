// A page is looked at again: what became of it and of the sentences that facts rest on, on a publisher's server on this machine.
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { load } from "../../src/knowledge/load.js";
import type { QuotedDocument } from "../../src/knowledge/types.js";
import { ROOT } from "../../src/open.js";
import { createFetchPage } from "../../src/source/fetch.js";
import { look } from "../../src/source/look.js";
import type { Before } from "../../src/source/status.js";
import { html, type Written, writtenIn } from "./page.js";
import { type Handle, type Publisher, redirect, startPublisher } from "./publisher.js";

const { knowledge } = load(ROOT);
const facts = Object.values(knowledge.facts);
const own = Object.values(knowledge.documents)[0] as QuotedDocument;
const kept = writtenIn(own.text, [...new Set(facts.map(({ section }) => section))]);
const fetchPage = createFetchPage({ hosts: ["127.0.0.1"], contact: "editors@example.no" });
let publisher: Publisher;
beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(() => publisher.close());

type Served = string | Buffer | Handle;

async function lookAt(served: Served | undefined, { type, before }: { type?: string; before?: Before } = {}) {
  const path = `/${publisher.asked.length}`;
  if (served !== undefined) publisher.put(path, served, type);
  return look({ ...own, url: `${publisher.url}${path}` }, facts, fetchPage, { before });
}

/** The page with one wording in place of another. */
function altered(from: string, to: string, page: Written = kept): string {
  const changed = html(page).replace(from, () => to);
  expect(changed).not.toBe(html(page));
  return changed;
}

const NOTHING = { altered: 0, gone: 0, added: 0, elsewhere: 0 };
const MEETINGS = knowledge.facts["nshf.meetings"]?.quote ?? "";

describe("a page that says what it said", () => {
  it("is unchanged, however it is laid out", async () => {
    const plain = html(kept);
    const other = plain
      .replaceAll("<p>", "<div class=x><p>")
      .replaceAll("</p>", "</p></div>")
      .replaceAll("\n", "\n\n")
      .replaceAll("–", "—");
    for (const page of [plain, other, plain.replace("<main>", "<main><figure><img src=x></figure>")])
      expect(await lookAt(page)).toMatchObject({ status: "unchanged", facts: [], others: NOTHING });
  });

  it("is unchanged where a section moved, and known by the same mark", async () => {
    const [first, ...rest] = kept.sections;
    const moved = { ...kept, sections: [first, ...rest.toReversed()] as Written["sections"] };
    const [before, after] = [await lookAt(html(kept)), await lookAt(html(moved))];
    expect(after).toMatchObject({ status: "unchanged", facts: [], others: NOTHING });
    expect(after.page).toBe(before.page);
  });

  it("is not sent again where it is the same, and what was found before still holds", async () => {
    const answers: number[] = [];
    const page = altered("to ganger årlig", "tre ganger årlig");
    const serve: Handle = (request, response) => {
      const same = request.headers["if-none-match"] === '"1"';
      answers.push(same ? 304 : 200);
      response.writeHead(same ? 304 : 200, { etag: '"1"', "content-type": "text/html" }).end(same ? "" : page);
    };
    publisher.put("/kept", serve);
    const at = { ...own, url: `${publisher.url}/kept` };
    const first = await look(at, facts, fetchPage);
    expect(await look(at, facts, fetchPage, { before: first })).toEqual(first);
    expect(answers).toEqual([200, 304]);
    expect(await lookAt((_, response) => response.writeHead(304).end())).toMatchObject({ status: "failed" });
  });

  it("is unchanged in another charset, said or not", async () => {
    const latin = Buffer.from(html(kept, "iso-8859-1").replaceAll("–", "\u0096"), "latin1");
    expect(await lookAt(latin, { type: "text/html; charset=iso-8859-1" })).toMatchObject({ status: "unchanged" });
    expect(await lookAt(latin, { type: "text/html; charset=utf-8" })).toMatchObject({ status: "unchanged" });
    expect(await lookAt(html(kept), { type: "text/html; charset=iso-8859-1" })).toMatchObject({ status: "unchanged" });
  });
});

describe("a page that changed", () => {
  it("tells of one word: which facts rest on the sentence, with the old and the new wording", async () => {
    expect(await lookAt(altered("to ganger årlig", "tre ganger årlig"))).toMatchObject({
      status: "changed",
      facts: [{ fact: "nshf.meetings", old: MEETINGS, new: MEETINGS.replace("to ganger", "tre ganger") }],
      others: NOTHING,
    });
  });

  it("tells of one letter that turns the sense round", async () => {
    const { facts: found } = await lookAt(altered("NSHF har ikke et fast sekretariat.", "NSHF har et fast sekretariat."));
    expect(found).toEqual([{ fact: "nshf.secretariat", old: "NSHF har ikke et fast sekretariat.", new: "NSHF har et fast sekretariat." }]);
  });

  it("tells of a sentence that is gone, and of every fact that rests on it", async () => {
    const quote = knowledge.facts["igc.secretariat"]?.quote ?? "IGC har sitt sekretariat i Genève.";
    const on = facts.filter((fact) => fact.quote === quote).map(({ id }) => id);
    const { status, facts: found } = await lookAt(altered(` ${quote}`, ""));
    expect(status).toBe("changed");
    expect(found).toEqual(on.map((fact) => ({ fact, old: quote, new: null })));
    expect(on.length).toBeGreaterThan(0);
  });

  it("tells of a slip that the publisher mended, and that readers see it mended already", async () => {
    const found = (await lookAt(altered("Norgesom", "Norge som"))).facts;
    expect(found.length).toBeGreaterThan(0);
    for (const change of found) expect(change).toMatchObject({ new: expect.stringContaining("i Norge som"), mended: true });
    const { facts: unknown } = await lookAt(altered("representerer Norge i en rekke", "representerar Norge i en rekke"));
    expect(unknown[0]).toMatchObject({ fact: "cooperation.ministry" });
    expect(unknown[0]).not.toHaveProperty("mended");
  });

  it("tells of sentences that no fact rests on, that are new, or that stand under another heading", async () => {
    expect(await lookAt(altered("NSHF har ikke", "NSHF ble lagt ned i går. NSHF har ikke"))).toMatchObject({
      status: "changed",
      facts: [],
      others: { ...NOTHING, added: 1 },
    });
    expect(await lookAt(altered("Det internasjonale samarbeidet tar først", "Det brede samarbeidet tar først"))).toMatchObject({
      status: "changed",
      facts: [],
      others: { ...NOTHING, altered: 1 },
    });
    const [first, second, ...rest] = kept.sections as [Written["sections"][number], Written["sections"][number]];
    const swapped = { ...kept, sections: [first, { ...second, heading: "En annen overskrift" }, ...rest] };
    const { status, others } = await lookAt(html(swapped));
    expect([status, others.elsewhere > 3, others.gone]).toEqual(["changed", true, 1]);
  });

  it("takes no notice of what is no sentence: a date, a button, a link", async () => {
    expect(await lookAt(altered("</h1>", "</h1><p>Sist oppdatert 29.11.2026</p><p>Del siden</p>"))).toMatchObject({ status: "unchanged" });
  });
});

describe("a page that is no longer there, or no longer itself", () => {
  it.each([404, 410])("is gone at %i, and no fact is taken for changed", async (status) => {
    const gone = await lookAt((_, response) => response.writeHead(status, { "content-type": "text/html" }).end(html(kept)));
    expect(gone).toMatchObject({ status: "gone", facts: [], page: null });
  });

  it("has moved where it leads on for good, and is compared at its new address", async () => {
    publisher.put("/new", altered("to ganger årlig", "tre ganger årlig"));
    publisher.put("/as-before", html(kept));
    expect(await lookAt(redirect(301, "/as-before"))).toMatchObject({ status: "moved", to: `${publisher.url}/as-before`, facts: [] });
    expect(await lookAt(redirect(308, "/new"))).toMatchObject({ status: "moved", facts: [{ fact: "nshf.meetings" }] });
    expect(await lookAt(redirect(302, "/as-before"))).toMatchObject({ status: "unchanged" });
    expect(await lookAt(redirect(301, "/nowhere"))).toMatchObject({ status: "gone" });
  });

  it.each([
    ["a question about cookies", "<main><h1>Før du fortsetter</h1><p>Vi bruker informasjonskapsler. Godtar du det?</p></main>"],
    ["the publisher's front page", "<main><h1>Aktuelt</h1><p>Statsråden møtte sine kolleger i Norden i dag.</p></main>"],
    ["a page that a script would fill", "<div id=root></div><script>render()</script>"],
    ["nothing", ""],
  ])("is another one where %s stands in its place, and no fact is taken for changed", async (_, page) => {
    expect(await lookAt(page)).toMatchObject({ status: "different", facts: [], page: null });
  });

  it("is the same behind a question about cookies that stands before it", async () => {
    const asked = html(kept).replace("<main>", "<div class=consent><p>Vi bruker informasjonskapsler.</p></div><main>");
    expect(await lookAt(asked)).toMatchObject({ status: "unchanged" });
  });

  it.each([
    ["the server is down", (_, response) => void response.writeHead(503, { "retry-after": "60" }).end(), "the server answered 503"],
    ["it is too large", Buffer.alloc(21 * 1024 * 1024, "a"), "larger than 20 MB"],
    [
      "it becomes too large",
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50 * 1024 * 1024))),
      "larger than 20 MB",
    ],
    ["it leads into the own network", redirect(302, "http://10.0.0.1/"), "10.0.0.1 leads to an address that isn't public"],
    ["it leads round in a circle", redirect(302, "?"), "more than 5 redirects"],
    ["its charset can't be told", Buffer.from([0xd0, 0xf2, 0xc9, 0xd7, 0xc5, 0xd4, 0xff]), "its charset can't be told"],
    ["it is no text", "%PDF-1.7", "PDF can't be read"],
  ] satisfies [string, Served, string][])("can't be told where %s: why is said", async (_, served, message) => {
    const found = await lookAt(served);
    expect(found).toMatchObject({ status: "failed", facts: [], message: expect.stringContaining(message) });
  });
});
