// Where the source doesn't tell, the reply goes on: what is told nearest, all there is of this one, and where else to look.
import { describe, expect, it } from "vitest";
import { ask, knowledge, LANGUAGES, last } from "../bot.js";

const { facts, subjects, intents } = knowledge;
const all = Object.values(facts);

describe("a refusal", () => {
  it.each([
    ["Hvor ofte møtes IGC?", "Kilden sier ikke hvor ofte IGC møtes. Det sier den bare om", "NSHF (to ganger i året)"],
    ["Kor ofte møtest IGC?", "Kjelda seier ikkje kor ofte IGC møtest. Det seier ho berre om", "NSHF (to gonger i året)"],
    ["How often does IGC meet?", "The source does not say how often IGC meets. It says so only for", "NSHF (twice a year)"],
  ])("says of whom else it is told, with the value: %s", (question, ...said) => {
    const { kind, answer } = ask(question);
    expect(kind).toBe("unknown");
    for (const words of said) expect(answer).toContain(words);
  });

  it.each([
    ["Hvem leder UNHCR?", "Kilden sier ikke hvem som leder UNHCR. Nærmest kommer dette:", "styres UNHCR av en fast komité"],
    ["Hvilke land er med i OECD?", "Kilden sier ikke hvilke land som er med i OECD. Nærmest kommer dette:", "30 medlemsland"],
    ["Hva koster IGC?", "Om IGC forteller den om", "sekretariatet"],
    ["Er Norge med i OECD?", "Nærmest kommer dette:", "Norge bidrar til systemet"],
    ["Is Norway a member of NSHF?", "does not say whether Norway is a member of NSHF", "in which Norway is represented"],
  ])("tells what comes nearest to it: %s", (question, ...said) => {
    const { kind, answer } = ask(question);
    expect(kind).toBe("unknown");
    for (const words of said) expect(answer).toContain(words);
  });

  it("goes on after the same question of another", () => {
    expect(last("Hvor ofte møtes NSHF?", "og IGC?").answer).toContain("Det sier den bare om");
  });

  it("says “only” where no fact tells it of anybody else, and of nobody whom it leaves out", () => {
    const closed = Object.values(intents).filter((intent) => intent.closed);
    expect(closed.length).toBeGreaterThan(3);
    for (const { id, label } of closed)
      for (const subject of Object.values(subjects)) {
        const told = all.filter((fact) => fact.answers.includes(id));
        const isOf = (about: readonly string[]): boolean => about.some((one) => one === subject.id || subjects[one]?.parent === subject.id);
        if (label === undefined || told.some(({ about }) => isOf(about))) continue;
        const said = ask(label.nb.replace("{subject}", subject.name.nb)).answer;
        if (!said.includes("Det sier den bare om")) continue;
        for (const { about } of told) {
          const [main = ""] = about;
          const names = [main, subjects[main]?.parent ?? main].map((one) => subjects[one]?.name.nb.replace(/\)$/, "") ?? "");
          expect(
            names.some((name) => said.includes(name)),
            `${said} leaves out ${main}`,
          ).toBe(true);
        }
      }
  });

  it("sends its reader on where an editor has set it, under words that say it isn't the source", () => {
    expect(ask("Hva koster Frontex?").elsewhere).toEqual({
      label: "Mer om Frontex, utenfor kilden",
      links: [{ site: "frontex.europa.eu", url: "https://www.frontex.europa.eu" }],
    });
    expect(ask("Hvor mange flyktninger tok Norge imot i 2024?").elsewhere?.links.map(({ site }) => site)).toEqual(["udi.no"]);
    for (const text of ["hei", "takk", "hvem er du", "Hvor ofte møtes NSHF?"]) expect(ask(text).elsewhere, text).toBeNull();
  });
});

describe("all that the source says of somebody", () => {
  const asked = Object.values(subjects).flatMap(({ id }) =>
    LANGUAGES.map((language) => ({ id, language, text: ask(`${subjects[id]?.name[language]}`, { language }).showAll })),
  );
  const offered = asked.filter(({ text }) => text !== null);

  it("is offered under each overview that leaves something out", () => {
    expect(new Set(offered.map(({ id }) => id))).toContain("iom");
    expect(new Set(offered.map(({ id }) => id))).toContain("unhcr");
  });

  it.each(offered)("is told, every fact of it: $text", ({ id, language, text }) => {
    const answer = ask(text as string, { language });
    const own = all.filter(({ about }) => about.includes(id) || subjects[about[0] ?? ""]?.parent === id);
    expect(answer).toMatchObject({ kind: "answer", language, layout: "overview", showAll: null });
    expect(new Set(answer.citations.map(({ quote }) => quote))).toEqual(new Set(own.map(({ quote }) => quote)));
    expect(answer.items.length).toBe(own.length);
  });
});
