// What is asked in a neighbour's language is answered; what is asked in any other gets the plain truth, in English.
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/chat.js";
import { NEIGHBOURS } from "../../src/language/neighbours.js";
import { asNorwegian, isForeign } from "../../src/understand/foreign.js";
import { clean, tokenise } from "../../src/understand/normalise.js";
import { ask, factsOf, knowledge, model } from "../bot.js";

describe("Swedish and Danish", () => {
  it.each([
    ["Vad är NSHF?", "nshf.discussion"],
    ["Hur ofta möts NSHF?", "nshf.meetings"],
    ["Hvor tit mødes NSHF?", "nshf.meetings"],
    ["Hvornår mødes NSHF, hvor tit?", "nshf.meetings"],
    ["Hur många länder är med i OECD?", "oecd.members"],
    ["Hvor mange lande er med i OECD?", "oecd.members"],
    ["Var ligger IGC:s sekretariat?", "igc.secretariat"],
    ["Vem representerar Norge?", "cooperation.ministry"],
    ["Hvem repræsenterer Norge?", "cooperation.ministry"],
    ["Vem beslutar om UNHCR:s budget?", "excom.adopts"],
    ["Hvem vedtager UNHCR's budget?", "excom.adopts"],
    ["Vad handlar Dublinsamarbetet om?", "dublin.responsibility"],
    ["Hvad handler Dublin-samarbejdet om?", "dublin.responsibility"],
    ["Varför är IGC nyttigt?", "igc.usefulness"],
  ])("are answered in bokmål: %s", (text, fact) => {
    const answer = ask(text);
    expect(factsOf(answer)).toContain(fact);
    expect(answer.language).toBe("nb");
  });

  it("are read as Norwegian only where a word can be nothing else", () => {
    const read = (text: string): string =>
      asNorwegian(tokenise(clean(text)))
        .map(({ word }) => word)
        .join(" ");
    expect(read("var det lande")).toBe("var det lande");
    expect(read("var det er, og så tit")).toBe("var det er og så tit");
    expect(read("Var är det")).toBe("hvor er det");
    expect(read("hur mycket, hur då")).toBe("hvor mye hvordan då");
  });

  it("have no word that Norwegian examples use", () => {
    const used = new Map(model.vocabulary);
    expect([...NEIGHBOURS.keys()].filter((word) => (used.get(word) ?? 0) > 2)).toEqual([]);
  });
});

describe("a language that the bot does not speak", () => {
  it.each([
    "Was ist IGC?",
    "Wie oft trifft sich NSHF?",
    "Mitä IGC on?",
    "Missä on IGC:n sihteeristö?",
    "Qu'est-ce que l'OIM ?",
    "¿Dónde está la secretaría de IGC?",
    "Che cos'è l'IOM?",
    "Czym zajmuje się UNHCR?",
    "Что такое МОМ?",
    "Що робить UNHCR?",
    "ما هي المنظمة الدولية للهجرة؟",
    "UNHCR maxay qabataa?",
    "Mii lea IOM?",
    "IOM nedir?",
    "什么是IOM？",
    "Hversu oft hittist NSHF?",
    "Bonjour",
  ])("gets an honest word in English: %s", (text) => {
    expect(ask(text)).toMatchObject({ kind: "unknown", language: "en", citations: [] });
    expect(ask(text).answer).toContain("I understand Norwegian and English.");
  });

  it("is told of in the language that a person chose", () => {
    expect(ask("Was ist IGC?", { language: "nn" }).answer).toContain("Eg forstår norsk og engelsk.");
  });

  it("is none that a fact is asked in", () => {
    const asked = Object.values(knowledge.facts).flatMap((fact) => LANGUAGES.map((language) => fact.ask[language]));
    expect(asked.filter((text) => isForeign(tokenise(clean(text))))).toEqual([]);
  });
});
