// Whatever was kept and whatever the page says now: each sentence stands or is told of, once, and order and layout never count.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../src/source/compare.js";
import { plainly } from "../../src/source/sentences.js";
import type { Block, PageText } from "../../src/source/text.js";

const word = fc.constantFrom(
  "rådet",
  "møtes",
  "gir",
  "ni",
  "kommuner",
  "vann",
  "hvert",
  "år",
  "ikke",
  "fondet",
  "to",
  "ganger",
  "leder",
  "avgift",
);
const sentence = fc
  .array(word, { minLength: 4, maxLength: 9 })
  .map((words) => `${words.join(" ").replace(/^./, (first) => first.toUpperCase())}.`);
const sentences = fc.uniqueArray(sentence, { minLength: 1, maxLength: 14 });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });
const page = (texts: readonly string[], heading = "Del"): PageText => ({
  title: "T",
  blocks: [{ kind: "heading", text: heading }, ...texts.map(paragraph)],
});

describe("two texts", () => {
  it("say the same in any order, in paragraphs of any length, with any spaces", () => {
    fc.assert(
      fc.property(sentences, fc.infiniteStream(fc.boolean()), (texts, joins) => {
        const blocks: Block[] = [];
        for (const text of texts.toReversed()) {
          const last = blocks.at(-1);
          if (last !== undefined && joins.next().value) blocks[blocks.length - 1] = paragraph(`${last.text}\u00a0 ${text}`);
          else blocks.push(paragraph(text));
        }
        const now = { title: "T", blocks: [{ kind: "heading", text: "Del" } as Block, ...blocks] };
        const [one, other] = [compare(page(texts), now, []), compare(page(texts), page(texts), [])];
        expect([one.same, one.changes, one.added]).toEqual([true, [], []]);
        expect(one.lines).toEqual(other.lines);
      }),
    );
  });

  it("part into what stands, what is altered or gone, and what is new: nothing is left out, and nothing new is taken twice", () => {
    fc.assert(
      fc.property(sentences, sentences, (before, now) => {
        const { changes, added } = compare(page(before), page(now), []);
        const here = new Set(now.map(plainly));
        expect(changes.map(({ old }) => old)).toEqual(before.filter((text) => !here.has(plainly(text))));
        const there = new Set(before.map(plainly));
        const fresh = now.filter((text) => !there.has(plainly(text)));
        const taken = changes.flatMap((change) => change.now ?? []);
        expect([...taken, ...added].sort()).toEqual(fresh.sort());
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });

  it("differ in the one sentence in which a word is another, and it is told with its own new wording", () => {
    fc.assert(
      fc.property(sentences, fc.nat(), (texts, at) => {
        const i = at % texts.length;
        const altered = (texts[i] as string).replace(/\.$/, " likevel.");
        fc.pre(!texts.includes(altered));
        const { changes, added } = compare(page(texts), page(texts.with(i, altered)), []);
        expect([changes, added]).toEqual([[{ old: texts[i], now: altered }], []]);
      }),
    );
  });

  it("are of another page where hardly a sentence of the one stands in the other", () => {
    const texts = Array.from({ length: 20 }, (_, i) => `Setning ${i} handler om noe helt for seg selv ${"x".repeat(i + 1)}.`);
    expect(compare(page(texts), page(["Vi bruker informasjonskapsler.", texts[0] as string]), []).same).toBe(false);
    expect(compare(page(texts), page(texts.slice(0, 5)), []).same).toBe(true);
    expect(compare(page(texts), page([]), []).same).toBe(false);
  });

  it("of any size are compared in the end: with nothing in common they are not tried pair by pair", () => {
    const many = (word: string): string[] => Array.from({ length: 3_000 }, (_, i) => `Om ${word} ${i} er det ${word} å si ${i * 7}.`);
    const { same, changes } = compare(page(many("vann")), page(many("luft")), []);
    expect([same, changes.length, changes.every(({ now }) => now === null)]).toEqual([false, 3_000, true]);
  });
});
