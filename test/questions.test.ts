// The test questions: none of them was trained on, and there are enough of every kind.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "../src/knowledge/load.js";
import { sameQuestion } from "../src/knowledge/same.js";
import { ROOT } from "../src/open.js";
import { LANGUAGES } from "./bot.js";
import { questions } from "./questions.js";

const { knowledge, examples } = load(ROOT);

describe("the test questions", () => {
  it("are none of the training examples, and none that the data asks itself", () => {
    const asks = [...Object.values(knowledge.facts), ...Object.values(knowledge.lists)].flatMap(({ id, ask }) =>
      LANGUAGES.map((language) => ({ text: ask[language], intent: `${id} (its own question)` })),
    );
    const trained = new Map([...examples, ...asks].map(({ text, intent }) => [sameQuestion(text), intent]));
    const known = questions.filter(({ q }) => sameQuestion(q) !== "" && trained.has(sameQuestion(q)));
    expect(known.map(({ id, q }) => `${id} "${q}" is an example of ${trained.get(sameQuestion(q))}`)).toEqual([]);
  });

  it("are at least 400, those without an answer as large a part as the others, in every language", () => {
    const folder = join(ROOT, "test/questions");
    const rows = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".jsonl"))
      .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
      .map((line) => JSON.parse(line) as { kind?: string; lang?: string; ok_unknown?: boolean });
    const none = rows.filter(({ kind, ok_unknown }) => kind === "none" || kind === "smalltalk" || ok_unknown === true);
    expect(rows.length).toBeGreaterThanOrEqual(400);
    expect(none.length / rows.length).toBeGreaterThan(0.4);
    for (const language of LANGUAGES) expect(questions.filter(({ lang }) => lang === language).length).toBeGreaterThan(80);
  });
});
