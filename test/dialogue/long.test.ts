// A message of many sentences → its questions are answered, wherever in it they are.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createUnderstand } from "../../src/dialogue/index.js";
import { knowledge, model, question } from "../fixture/index.js";

const understand = createUnderstand(knowledge, model);
const factsOf = (text: string): string[] =>
  understand(question(text), undefined).flatMap(({ match: { outcome } }) => (outcome.kind === "told" ? outcome.facts : []));

it("of a letter with more sentences than are read, those that ask come first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 40 }), fc.nat(), (length, at) => {
      const sentences = Array.from({ length }, () => "The lamp of PORTA was lit that night.");
      sentences.splice(at % length, 0, "How often does PORTA meet?");
      expect(factsOf(sentences.join(" "))).toContain("porta.meetings");
    }),
    { numRuns: 20 },
  );
});
