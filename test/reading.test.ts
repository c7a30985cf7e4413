// A message that can be read in more ways than one: what is answered is the way that asks something.
import { describe, expect, it } from "vitest";
import { createReader } from "../src/reading.js";
import { bot, factsOf } from "./bot.js";

const read = createReader(bot);
const answered = (text: string, ...otherwise: string[]): string[] => factsOf(read({ text }, undefined, otherwise).reply.answer);
const MEETINGS = ["nshf.meetings"];

describe("a message", () => {
  it.each([
    "kari@udi.no spør hvor ofte NSHF møtes",
    "https://www.regjeringen.no/no/tema/innvandring-og-integrering/id1/ hvor ofte møtes NSHF?",
    "hvor ofte møtes NSHF? https://www.iom.int/who-we-are",
    "udi.no: hvor ofte møtes NSHF?",
    "00 00 00 00 hvor ofte møtes NSHF?",
    "hvor ofte møtes NSHF? mob. 912 34 567",
  ])("is answered as without its addresses: %s", (text) => {
    const { answer } = read({ text }).reply;
    expect(factsOf(answer)).toEqual(MEETINGS);
    expect(answer.answer).not.toContain("Kilden sier noe annet");
  });

  it("that is nothing but an address is one without a question", () => {
    expect(read({ text: "https://www.unhcr.org/about" }).reply).toEqual(bot({ text: "" }));
  });

  it("keeps the name of a host where that is what it asks of", () => {
    expect(read({ text: "Hva er iom.int?" }).reply.answer.subjects).toEqual(["iom"]);
  });

  it("is read without the names in it where it is whole without, else with them", () => {
    expect(answered("kan si hvor ofte NSHF møtes?", "kan Kari Nordmann (UDI) si hvor ofte NSHF møtes?")).toEqual(MEETINGS);
    expect(answered("Hvor ofte møtes ?", "Hvor ofte møtes NSHF?")).toEqual(MEETINGS);
    const { memory } = bot({ text: "Hva er IGC?" });
    expect(read({ text: "Hvor ofte møtes" }, memory, ["Hvor ofte møtes NSHF"]).text).toBe("Hvor ofte møtes NSHF");
  });

  it.each(["👍", "👍🏽", "❤️", "🙏🏿 🙏🏿!", " 💙💙 "])(
    "of nothing but a picture that thanks is thanks behind an answer, in its language: %s",
    (text) => {
      for (const [question, language, thanks] of [
        ["Hva er IGC?", "nb", "takk"],
        ["Kva er IGC?", "nn", "takk"],
        ["What is IGC?", "en", "thank you"],
      ] as const) {
        const { memory } = bot({ text: question });
        const { answer } = read({ text }, memory).reply;
        expect(answer).toMatchObject({ intent: "smalltalk.thanks", language });
        expect(answer.answer).toBe(bot({ text: thanks, language }, memory).answer.answer);
      }
      expect(read({ text }).reply).toEqual(bot({ text }));
    },
  );

  it.each(["👎", "😀", "👍 hva er IOM?", "!", ""])("of anything else is not: %s", (text) => {
    const { memory } = bot({ text: "Hva er IGC?" });
    expect(read({ text }, memory).reply).toEqual(bot({ text }, memory));
  });

  it("that forwards a question is answered itself where it asks something, else the question is", () => {
    expect(answered("hva er svaret her", "Hvor ofte møtes NSHF?")).toEqual(MEETINGS);
    expect(read({ text: "Hva er IGC?" }, undefined, ["Hvor ofte møtes NSHF?"]).text).toBe("Hva er IGC?");
    expect(read({ text: "blabla xyz" }, undefined, ["blubb"]).text).toBe("blabla xyz");
  });
});
