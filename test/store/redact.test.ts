// What editors see of a question names nobody: mentions, names, addresses and numbers are removed,
// the rest stays.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedact, redact } from "../../src/store/redact.js";

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (least: number, most: number) => fc.array(digit, { minLength: least, maxLength: most });
const separator = fc.constantFrom("", " ", "-", ".", "\u00a0", "\u200b", ") ");
const around = fc.constantFrom(["", ""], ["Hva gjør ", "?"], ["nr:", "."], ["(", ")"], ["kari ", " og så"], ["x\n", "\ny"]);
const capitals = fc.stringMatching(/^[A-ZÆØÅÖÉ][a-zæøåöé]{1,12}$/);
const before = fc.constantFrom("heter", "Heter", "HETER", "heiter", "til", "Til", "for", "named", "NAMED");

describe("a question that is kept", () => {
  it("has no number that identifies somebody: 7 to 15 digits, however they are grouped", () => {
    fc.assert(
      fc.property(digits(7, 15), fc.array(separator, { minLength: 15, maxLength: 15 }), around, (number, between, [head, tail]) => {
        const written = number.map((one, i) => one + (i < number.length - 1 ? between[i] : "")).join("");
        const kept = redact(`${head}${written}${tail}`);
        expect(kept.replace(/[^\p{Nd}]/gu, "").length).toBeLessThan(7);
        expect(kept).toContain("[number]");
      }),
    );
  });

  it.each([
    ["Saken til 010190 12345?", "[number]", "010190"],
    ["DUF-nummer 201812345678", "[number]", "2018"],
    ["ring +47 22 24 90 90", "[number]", "22 24"],
    ["ring ٠١٢٣٤٥٦٧٨", "[number]", "٠١٢"],
    ["ring １２３４５６７８", "[number]", "1234"],
    ["skriv til kari.nordmann+x@udi.example.no nå", "[e-mail]", "kari"],
    ["hei <@U12345> hva", "[person]", "U12345"],
    ["hei <@U12345|kari> hva", "[person]", "kari"],
    ["<at>Kari Nordmann</at> hva", "[person]", "Kari"],
    ["spør @kari.nordmann om det", "[person]", "kari"],
    ["<@U1> Kari Nordmann spør", "[name]", "Kari"],
    ["Jeg heter Kari Nordmann, hva gjør jeg?", "[name]", "Nordmann"],
    ["Eg heiter Kari.", "[name]", "Kari"],
    ["søknaden til Ali bin Omar og Fatima", "[name]", "Fatima"],
    ["a man named O'Brien-Smith", "[name]", "Brien"],
    ["for: «Kari»", "[name]", "Kari"],
  ])("%s", (text, mark, gone) => {
    expect(redact(text)).toContain(mark);
    expect(redact(text)).not.toContain(gone);
  });

  it("has no capitalised word after what stands before a name", () => {
    fc.assert(
      fc.property(before, fc.array(capitals, { minLength: 1, maxLength: 4 }), around, (word, names, [head, tail]) => {
        const kept = redact(`${head} ${word} ${names.join(" ")}${tail}`);
        for (const name of names) expect(kept.replace(head, "").split(/[^\p{L}]+/u)).not.toContain(name);
      }),
    );
  });

  it("has no mention and no address, whatever stands around them", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z0-9]{3,9}$/), fc.string(), (head, name, tail) => {
        expect(redact(`${head} <@${name.toUpperCase()}> ${tail}`)).not.toContain(`<@${name.toUpperCase()}>`);
        expect(redact(`${head} ${name}@${name}.no ${tail}`)).not.toContain(`${name}@`);
      }),
    );
  });

  it("is the same when it is done twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });

  it("takes the longest message in one go", () => {
    for (const part of ["a", "1 ", "for Ab ", "@", "<@", "a.", "Ab-"]) expect(typeof redact(part.repeat(40_000))).toBe("string");
  });

  it.each([
    ["Hva er kvoten til NSHF?", "Hva er kvoten til NSHF?"],
    ["Hva er målet for NSHFs møter?", "Hva er målet for NSHFs møter?"],
    ["søknaden til Europarådet i Strasbourg", "søknaden til Europarådet i Strasbourg"],
    ["hilsen til Nordisk samrådsgruppe på høyt nivå og Kari", "hilsen til Nordisk samrådsgruppe på høyt nivå og [name]"],
    ["svar til Kari i NSHF", "svar til [name] i NSHF"],
    ["svar til Kari Nordmann, NSHF og Ola", "svar til [name], NSHF og [name]"],
    ["svar til Nshfan Kari", "svar til [name]"],
    ["for nshf, til Til Kari", "for nshf, til [name]"],
    ["en tekst \uE000 til NSHF og \uE000 Kari", "en tekst  til NSHF og  [name]"],
  ])("keeps the names that are known to be nobody's: %s", (text, kept) => {
    expect(createRedact(["NSHF", "Europarådet", "Nordisk samrådsgruppe på høyt nivå", "til"])(text)).toBe(kept);
  });

  it("is no longer than what the bot reads, and nothing is left of a name at the cut", () => {
    expect(redact(`${"a ".repeat(495)} til Kari Nordmann fra Oslo`)).not.toContain("Kari");
    expect(redact("<at ".repeat(25_000)).length).toBeLessThanOrEqual(1_000);
    expect(redact(`${"x".repeat(990)} <@U12345678>`)).not.toContain("U1");
  });

  it("stays as it was where there is nothing to hide", () => {
    for (const text of [
      "Hvor ofte møtes de?",
      "Hva skjedde i 1951 og 1967?",
      "kven har sekretariat i Genève",
      "What is it for?",
      "siden 2015, 2016 og 2018",
    ])
      expect(redact(text)).toBe(text);
  });
});
