// ChatMessage → Question, step by step: cleaning, words, spelling, names, language.
import fc from "fast-check";
import natural from "natural/lib/natural/distance/levenshtein_distance.js";
import { describe, expect, it } from "vitest";
import type { Language } from "../../src/chat.js";
import { createAskFrom } from "../../src/classify/model.js";
import type { Alias } from "../../src/knowledge/types.js";
import { WORDS } from "../../src/language/index.js";
import { detect } from "../../src/understand/detect.js";
import { distance } from "../../src/understand/distance.js";
import { createMend } from "../../src/understand/mend.js";
import { createNames, wordsIn } from "../../src/understand/names.js";
import { clean, MAX_CHARACTERS, MAX_TOKENS, tokenise } from "../../src/understand/normalise.js";
import { knowledge, LANGUAGES, model } from "../bot.js";

const words = (text: string): string[] => tokenise(clean(text)).map(({ word }) => word);

describe("cleaning", () => {
  it.each([
    ["blanks of any kind become one space, a line's end stays", "  Hva\u00a0\t gjør \n IOM? ", "Hva gjør\nIOM?"],
    ["invisible characters go", "N\u200bS\u00adH\u2060F", "NSHF"],
    ["marks of writing direction go", "\u202eNSHF\u202c \u2066IGC\u2069", "NSHF IGC"],
    ["one form of a letter stays", "mo\u0308te A\u030angstrom", "möte Ångstrom"],
    ["full-width letters become plain", "ＮＳＨＦ", "NSHF"],
    ["a look-alike in a Latin word becomes Latin", "NSНF mоtes", "NSHF motes"],
    ["words of another script stay", "Привет мир", "Привет мир"],
    ["piles of accents go", "a\u0301\u0301\u0301b", "áb"],
  ])("%s", (_, text, cleaned) => expect(clean(text).normalize("NFC")).toBe(cleaned.normalize("NFC")));

  it("is done once: cleaning what is clean changes nothing, and the bound holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => {
        const once = clean(text);
        expect(once.length).toBeLessThanOrEqual(MAX_CHARACTERS);
        expect(tokenise(once).length).toBeLessThanOrEqual(MAX_TOKENS);
        for (const { word } of tokenise(once)) expect(word).toMatch(/^\S+$/);
      }),
    );
  });
});

describe("words", () => {
  it.each([
    ["Hvor ofte møtes NSHF?", ["hvor", "ofte", "møtes", "nshf"]],
    ["NSHF-møter og EU-byråer", ["nshf", "møter", "og", "eu", "byråer"]],
    ["doesn't IOM’s UNHCR's Norges'", ["doesn't", "iom", "unhcr", "norges"]],
    ["§ 3, (b) – «sitat» 1955!", ["3", "b", "sitat", "1955"]],
    ["", []],
  ])("of %s", (text, expected) => expect(words(text)).toEqual(expected));

  it("keep how they were typed, and whether a sentence begins with them", () => {
    const tokens = tokenise("Hei! Hva gjør WHO");
    expect(tokens.map(({ typed }) => typed)).toEqual(["Hei", "Hva", "gjør", "WHO"]);
    expect(tokens.map(({ opens }) => opens)).toEqual([true, true, false, false]);
  });
});

describe("stems", () => {
  it("are the same for a word and its forms, in both written forms of Norwegian", () => {
    const { nb, nn, en } = WORDS;
    expect(nb.stem("flyktninger")).toBe(nb.stem("flyktningene"));
    expect(nn.stem("ikkje")).toBe(nb.stem("ikke"));
    expect(nn.stem("løysingar")).toBe(nb.stem("løsninger"));
    expect(en.stem("meetings")).toBe(en.stem("meeting"));
  });

  it("are texts for every word, those that JavaScript's objects know included", () => {
    const odd = ["constructor", "toString", "tostring", "valueof", "__proto__", "hasownproperty", "isprototypeof", "", "ø"];
    for (const { stem } of Object.values(WORDS)) for (const word of odd) expect(typeof stem(word), word).toBe("string");
  });
});

describe("the distance between two words", () => {
  it("is what natural counts, up to the limit", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdeø"), maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        expect(distance(a, b, limit)).toBe(Math.min(natural.DamerauLevenshteinDistance(a, b, { restricted: true }), limit + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on the order, and leaves no trace of the words before", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcø"), maxLength: 45 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        const first = distance(a, b, 3);
        distance(c, a, 3);
        expect(distance(a, b, 3)).toBe(first);
        expect(distance(b, a, 3)).toBe(first);
      }),
    );
  });
});

describe("mending", () => {
  const known = new Map([
    ["sekretariat", 50],
    ["møtes", 100],
    ["møte", 40],
    ["flyktninger", 90],
    ["gjør", 200],
    ["land", 30],
    ["band", 3],
    ["hvor", 300],
    ["ofte", 80],
    ["norge", 90],
  ]);
  const mend = createMend(known, new Set(["nshf", "frontex", "unhcr"]));
  const mended = (text: string): string =>
    mend(tokenise(text))
      .tokens.map(({ word }) => word)
      .join(" ");

  it.each([
    ["mangler ø", "motes", "møtes"],
    ["writes ø as oe", "moetes", "møtes"],
    ["writes ø as ö", "mötes", "møtes"],
    ["gjor", "gjor", "gjør"],
    ["swaps letters", "sekretraiat", "sekretariat"],
    ["loses a letter", "flyktniger", "flyktninger"],
    ["doubles a letter", "sekrettariat", "sekretariat"],
    ["hits a wrong letter", "flyktnimger", "flyktninger"],
    ["makes two errors in a long word", "flyktnnigr", "flyktninger"],
    ["swaps letters of a name", "fronetx", "frontex"],
    ["swaps letters of a short name", "nhsf", "nshf"],
    ["runs a name together with a word", "frontexsekretariat", "frontex sekretariat"],
    ["runs a name's genitive together with a word", "nshfssekretariat", "nshf sekretariat"],
  ])("whoever %s is understood: %s", (_, typed, meant) => expect(mended(typed)).toBe(meant));

  it("never touches a known word, a number or a short word, and says what it changed", () => {
    for (const word of [...known.keys(), "nshf", "frontex", "1955", "b2b", "og", "x"]) expect(mended(word)).toBe(word);
    expect(mend(tokenise("hvor ofte motes nshf")).changes).toEqual([{ from: "motes", to: "møtes" }]);
    expect(mend(tokenise("hvor ofte møtes nshf")).changes).toEqual([]);
  });

  it("leaves alone what is near nothing", () => {
    for (const word of ["pannekaker", "xyzzy", "kattunge", "qwertyuiop"]) expect(mended(word)).toBe(word);
  });

  it("never touches a word that the examples use, with the real words", () => {
    const real = createMend(new Map(model.vocabulary), wordsIn(model.names));
    const tokens = model.vocabulary.slice(0, 5000).flatMap(([word]) => tokenise(word));
    expect(real(tokens).changes).toEqual([]);
  });
});

describe("names", () => {
  const alias = (id: string, text: string, kind: Alias["kind"] = "subject"): Alias => ({ id, text, language: "any", kind });
  const find = createNames([
    alias("un", "UN"),
    alias("agency", "UN refugee agency"),
    alias("committee", "eksekutivkomiteen"),
    alias("court", "menneskerettighetsdomstolen"),
    alias("forum", "NSHF"),
    alias("who", "=WHO", "outside"),
    alias("cross", "Røde Kors", "outside"),
    alias("group", "den nordiske gruppen"),
    alias("one", "konvensjonen", "context"),
    alias("two", "konvensjonen", "context"),
    alias("work", "arbeidsmigrasjon", "topic"),
  ]);
  const ids = (text: string): string[] => find(tokenise(text)).map((mention) => mention.ids.join("/"));

  it.each([
    ["as they are", "Hva gjør NSHF", ["forum"]],
    ["in small letters", "hva gjør nshf", ["forum"]],
    ["in the genitive", "NSHFs møter", ["forum"]],
    ["in another form of the word", "eksekutivkomiteens eksekutivkomiteane", ["committee", "committee"]],
    ["without its article", "nordiske gruppen", ["group"]],
    ["the longest one", "the UN refugee agency and the UN", ["agency", "un"]],
    ["all of them, in order", "NSHF, konvensjonen og Røde Kors", ["forum", "one/two", "cross"]],
    ["with the word that is a topic", "arbeidsmigrasjon i NSHF", ["work", "forum"]],
    ["nobody", "hvem er det som møtes", []],
  ])("are found %s: %s", (_, text, expected) => expect(ids(text)).toEqual(expected));

  it("that are also words count in capitals only, and not where everything is in capitals", () => {
    expect(ids("What does WHO do")).toEqual(["who"]);
    expect(ids("who does that")).toEqual([]);
    expect(ids("WHO MEETS MOST OFTEN")).toEqual([]);
  });

  it("of the real data are found wherever they stand in a sentence", () => {
    const real = createNames(knowledge.aliases);
    const lost = knowledge.aliases
      .filter(({ kind }) => kind === "subject" || kind === "outside")
      .filter(({ id, text }) => {
        const found = real(tokenise(clean(`hva er ${text.replace(/^=/, "")} egentlig`)));
        return !found.some((mention) => mention.ids.includes(id));
      });
    expect(lost.map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
  });
});

describe("the language of a question", () => {
  const ask = createAskFrom(model, knowledge);
  const of = (text: string, before?: Language, locale?: string) =>
    ask({ text, locale }, before === undefined ? undefined : { language: before });

  it.each<[Language, string]>([
    ["nb", "Hva gjør IOM?"],
    ["nb", "hvem er med i NSHF"],
    ["nb", "hvor ofte møtes de"],
    ["nb", "ikke sekretariat?"],
    ["nb", "Norges rolle"],
    ["nn", "Kva gjer IOM?"],
    ["nn", "kven er med i NSHF"],
    ["nn", "kor ofte møtest dei"],
    ["nn", "ikkje sekretariat?"],
    ["nn", "Noregs rolle"],
    ["en", "What does IOM do?"],
    ["en", "who is in NSHF"],
    ["en", "how often do they meet"],
    ["en", "no secretariat?"],
    ["en", "Norway's role"],
  ])("is %s: %s", (language, text) => expect(of(text)).toMatchObject({ language, languageFrom: "question" }));

  it("is never taken for another one within a conversation in it, for all questions that the data asks itself", () => {
    const all = Object.values(knowledge.facts).flatMap(({ ask: own }) => LANGUAGES.map((language) => ({ language, text: own[language] })));
    const wrong = all.filter(({ language, text }) => of(text, language).language !== language);
    expect(wrong.map(({ language, text }) => `${language} ${text}`)).toEqual([]);
  });

  it("is the conversation's where the question does not tell, then the locale's, then bokmål", () => {
    expect(of("EUAA", "en", "nn-NO")).toMatchObject({ language: "en", languageFrom: "conversation" });
    expect(of("EUAA", undefined, "nn-NO")).toMatchObject({ language: "nn", languageFrom: "locale" });
    for (const locale of [undefined, "fr-FR", "", "x"])
      expect(of("EUAA", undefined, locale)).toMatchObject({ language: "nb", languageFrom: "default" });
    expect(of("How often does NSHF meet?", "nn", "nb-NO").language).toBe("en");
  });

  it("does not fall back to English for what is surely Norwegian", () => {
    expect(["nb", "nn"]).toContain(detect(["sekretariat", "er", "og"], () => [0.5, 0.5, -1], "en", "en-GB").language);
  });

  it("is the chosen one before all", () => {
    expect(ask({ text: "How often does NSHF meet?", language: "nn" }, { language: "en" })).toMatchObject({
      language: "nn",
      languageFrom: "choice",
    });
  });
});
