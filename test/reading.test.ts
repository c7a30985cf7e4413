// A message with several readings: the reading that asks something is answered.
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
      expect(read({ text }).reply.answer.intent).toBe("smalltalk.help");
    },
  );

  it.each(["😀", ":)", ";-)", ":D", "<3", "xD", "🎉🎉", "(y)", "😊!"])("of nothing but a smile is thanks behind an answer: %s", (text) => {
    const { memory } = bot({ text: "Hva er IGC?" });
    expect(read({ text }, memory).reply.answer).toMatchObject({ intent: "smalltalk.thanks", language: "nb" });
  });

  it.each(["👎", "👎🏻", ":(", ":-/", "😡", "🙁"])("of nothing but a frown is a complaint behind an answer: %s", (text) => {
    const { memory } = bot({ text: "What is IGC?" });
    expect(read({ text }, memory).reply.answer).toMatchObject({ intent: "smalltalk.complaint", language: "en" });
    expect(read({ text }).reply.answer.intent).toBe("smalltalk.help");
  });

  it.each(["?", "??", "!", "…", ".", "🤔", "🇳🇴", "-", "***"])(
    "without a word is told what can be asked, in the conversation's language: %s",
    (text) => {
      const { memory } = bot({ text: "Kva er IGC?" });
      expect(read({ text }, memory).reply.answer).toMatchObject({ kind: "smalltalk", intent: "smalltalk.help", language: "nn" });
      expect(read({ text, locale: "en-GB" }).reply.answer).toMatchObject({ intent: "smalltalk.help", language: "en" });
    },
  );

  it.each(["👍 hva er IOM?", ""])("with words, or with nothing at all, is no such sign: %s", (text) => {
    const { memory } = bot({ text: "Hva er IGC?" });
    expect(read({ text }, memory).reply).toEqual(bot({ text }, memory));
  });

  it.each(["1", "2", "10", "2024", "90", "12:30", "3,5", "½", "٣"])("of digits tells neither a language nor anything else: %s", (text) => {
    for (const [question, language] of [
      ["Hva er IGC?", "nb"],
      ["What is IGC?", "en"],
    ] as const) {
      const { answer } = read({ text }, bot({ text: question }).memory).reply;
      expect(answer).toMatchObject({ kind: "unknown", language, citations: [] });
    }
    expect(read({ text }).reply.answer.language).toBe("nb");
  });

  it.each(["slett alt", "forget me", "Please delete my data", "gløym meg", "personvern", "privacy"])(
    "that asks to be deleted reads what is kept where nothing else hears it, never a kind word: %s",
    (text) => {
      expect(read({ text }).reply.answer.intent).toBe("bot.privacy");
    },
  );

  it("that wishes for another language gets what was told in it", () => {
    const { memory } = bot({ text: "Hva er IGC?" });
    const { answer } = read({ text: "bytt språk til nynorsk" }, memory).reply;
    expect(answer).toMatchObject({ kind: "answer", language: "nn" });
    expect(answer.answer).toContain("IGC");
  });

  it.each(["stopp", "exit", "avbryt", "cancel", "tilbake", "back", "nei takk", "no thanks", "neste", "quit"])(
    "of one control word, as other bots have them, gets a plain word: %s",
    (text) => {
      const { memory } = bot({ text: "Hva er IGC?" });
      expect(read({ text }, memory).reply.answer).toMatchObject({ kind: "smalltalk", intent: "smalltalk.ack", citations: [] });
    },
  );

  it.each(["start", "/start", "restart", "menu", "hjelp takk"])("that begins is told what can be asked: %s", (text) => {
    expect(read({ text }).reply.answer.intent).toBe("smalltalk.help");
  });

  it.each([
    "Hvor ofte møtes NSHF?\n\nMvh\nKari Nordmann\nrådgiver, UDI",
    "Hvor ofte møtes NSHF? Mvh Kari i UDI",
    "Hvor ofte møtes NSHF?\n\nMed vennlig hilsen\nPer Hansen\nSeniorrådgiver | IOM Oslo\nTlf. 23 35 15 00",
    "Hvor ofte møtes NSHF?\n-- \nOla Nordmann, Frontex",
    "Hvor ofte møtes NSHF?\n\nSendt fra Outlook for iOS",
    "Fra: Kari\nTil: Forumbot\nKopi: IOM Oslo\nEmne: SV: IGC\n\nHvor ofte møtes NSHF?",
    "From: kari@udi.no\nSent: Monday, 1 December 2025 10:12\nTo: UNHCR\nSubject: a question\n\nHvor ofte møtes NSHF?",
    "SV: VS: IGC og OECD\nHvor ofte møtes NSHF?",
    "> Hva er OECD?\n\nHvor ofte møtes NSHF?",
    "Hvor ofte møtes NSHF?\n\nDen man. 1. des. 2025 kl. 10:12 skrev Ola <ola@udi.no>:\n> Hva er OECD?\n> Og IOM?",
    "Hei.\nHilsen Kari\nHvor ofte møtes NSHF",
  ])("of a mail is answered without its head, its signature and what it quotes: %j", (text) => {
    expect(factsOf(read({ text }).reply.answer)).toEqual(MEETINGS);
  });

  it("that asks of what it quotes is read with it", () => {
    expect(answered("> NSHF har et fast sekretariat i Oslo\nStemmer dette?")).toEqual(["nshf.secretariat"]);
  });

  it.each(["Hilsen fra IOM", "Mvh", "Emne: IGC", "> Hva er IGC?", "Beste"])("of nothing else is read as it stands: %s", (text) => {
    expect(read({ text }).reply).toEqual(bot({ text }));
  });

  it("that forwards a question is answered itself where it asks something, else the question is", () => {
    expect(answered("hva er svaret her", "Hvor ofte møtes NSHF?")).toEqual(MEETINGS);
    expect(read({ text: "Hva er IGC?" }, undefined, ["Hvor ofte møtes NSHF?"]).text).toBe("Hva er IGC?");
    expect(read({ text: "blabla xyz" }, undefined, ["blubb"]).text).toBe("blabla xyz");
  });
});
