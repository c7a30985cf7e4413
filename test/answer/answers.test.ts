// What the bot replies: the kind, the wording, and that every claim has its citation.
import { describe, expect, it } from "vitest";
import type { Answer, Language } from "../../src/chat.js";
import { ask, factsOf, knowledge, LANGUAGES, last, quotesOf } from "../bot.js";
import { questions } from "../questions.js";

/** That the facts named are told, and nothing beside them unless it is allowed. */
function expectFacts(answer: Answer, told: readonly string[], allowed: readonly string[] = []): void {
  expect(answer.kind, answer.answer).toBe("answer");
  const quotes = answer.citations.map(({ quote }) => quote);
  expect(quotes, answer.answer).toEqual(expect.arrayContaining(quotesOf(...told)));
  expect(quotesOf(...told, ...allowed), answer.answer).toEqual(expect.arrayContaining(quotes));
}

describe("an answer", () => {
  const own = Object.values(knowledge.facts).flatMap((fact) =>
    LANGUAGES.map((language) => ({ fact, language, question: fact.ask[language] })),
  );

  it("has citations if and only if it tells facts, each quote verbatim under its heading", () => {
    const wrong = questions.flatMap(({ id, q }) => {
      const { kind, citations, sources, items, choices } = ask(q);
      const right =
        (kind === "answer") === citations.length > 0 &&
        (kind === "answer") === sources.length > 0 &&
        (kind === "clarify") === choices.length > 0 &&
        items.every(({ citation }) => citation >= 0 && citation < citations.length) &&
        citations.every(({ document, section, quote }) => {
          const source = knowledge.documents[document];
          return source?.text.includes(quote) && (section === source.opening || source.text.includes(`\n${section}\n`));
        });
      return right ? [] : [`${id} ${q}`];
    });
    expect(wrong).toEqual([]);
  });

  it("never cites one sentence twice, nor shows slips of the source", () => {
    for (const { id, q } of questions) {
      const { citations } = ask(q);
      expect(new Set(citations.map(({ quote }) => quote)).size, id).toBe(citations.length);
      for (const { shown } of citations) expect(shown, id).not.toMatch(/Norgesom|\s\s|^\s|\s$/);
    }
  });

  it("tells each fact when it is asked its own question", () => {
    const wrong = own.filter(({ fact, question }) => {
      const { kind, citations } = ask(question);
      return kind !== "answer" || !citations.some(({ quote }) => quote === fact.quote);
    });
    expect(wrong.map(({ fact, question }) => `${fact.id}: ${question} → ${ask(question).answer}`)).toEqual([]);
  });

  it("is in the question's language: all but a few whose words are those of both written forms", () => {
    const wrong = own.filter(({ language, question }) => ask(question).language !== language);
    expect(wrong.length / own.length, wrong.map(({ language, question }) => `${language} ${question}`).join("\n")).toBeLessThan(0.02);
  });
});

describe("one fact", () => {
  it.each<[Language, string, string, RegExp]>([
    ["nb", "Hvor ofte møtes NSHF?", "nshf.meetings", /to ganger i året/],
    ["nn", "Kor ofte møtest NSHF?", "nshf.meetings", /to gonger i året/],
    ["en", "How often does NSHF meet?", "nshf.meetings", /twice a year/],
    ["nb", "hvor lenge har vi sittet i excom", "excom.norway", /1955/],
    ["nn", "kvar held sekretariatet til IGC til?", "igc.secretariat", /Genève/],
    ["en", "how many countries belong to the OECD", "oecd.members", /\b30\b/],
    ["nb", "Hvem hjelper ofre for menneskehandel?", "iom.trafficking", /IOM/],
    ["nn", "Kven hjelper offer for menneskehandel?", "iom.trafficking", /IOM/],
    ["en", "Who helps victims of human trafficking?", "iom.trafficking", /IOM/],
  ])("is told in %s: %s", (language, question, fact, words) => {
    const answer = ask(question);
    expectFacts(answer, [fact]);
    expect(answer.language).toBe(language);
    expect(answer.answer).toMatch(words);
    expect(answer.layout).toBe("fact");
  });

  it.each<[Language, string]>([
    ["nb", "Hvor mange medlemsland har OECD?"],
    ["nn", "Kor mange land er med i OECD?"],
    ["en", "How many member countries does the OECD have?"],
  ])("comes with the editor's note where a number ages, in %s", (language, question) => {
    const { note } = ask(question);
    expect(note).toBe(knowledge.facts["oecd.members"]?.note?.[language]);
    expect(note).toMatch(/OECD/);
    expect(ask("Hvor ofte møtes NSHF?").note).toBe("");
  });

  it.each<[Language, string, RegExp]>([
    ["nb", "Hvor mange medlemsland har OECD?", /ifølge kilden/i],
    ["nn", "Kor mange medlemsland har OECD?", /ifølgje kjelda/i],
    ["en", "How many member countries does the OECD have?", /according to the source/i],
  ])("leaves a number that changes to the source, in %s", (_, question, words) => expect(ask(question).answer).toMatch(words));
});

describe("a yes/no question", () => {
  it.each<[string, string, RegExp]>([
    ["Er IOM en del av FN?", "iom.un", /^Ja\b/],
    ["Er IOM ein del av FN?", "iom.un", /^Ja\b/],
    ["Is IOM part of the UN?", "iom.un", /^Yes\b/],
    ["Har NSHF et fast sekretariat?", "nshf.secretariat", /^Nei\b/],
    ["Har NSHF eit fast sekretariat?", "nshf.secretariat", /^Nei\b/],
    ["Does NSHF have a permanent secretariat?", "nshf.secretariat", /^No\b/],
    ["Har ikke IGC sekretariat?", "igc.secretariat", /^Jo\b/],
    ["Ligger IGC-sekretariatet i Genève?", "igc.secretariat", /^Ja\b/],
    ["Er IGC et formelt forum?", "igc.form", /^Nei\b/],
    ["Er IGC eit formelt forum?", "igc.form", /^Nei\b/],
    ["Is IGC a formal forum?", "igc.form", /^No\b/],
    ["Has Norway been a member of ExCom since 1955?", "excom.norway", /^Yes\b/],
    ["Gir UNHCR nødhjelp?", "unhcr.relief", /^Ja\b/],
    ["Har IOM kontor i Norge?", "iom.norway-office", /^Ja\b/],
  ])("is answered with yes or no first: %s", (question, fact, first) => {
    const answer = ask(question);
    expectFacts(answer, [fact]);
    expect(answer.answer).toMatch(first);
  });

  it.each([
    ["Er IGC et uformelt forum?", /^Ja\b/],
    ["Is it true that IGC is informal?", /^Yes\b/],
    ["Er IGC eit uformelt forum?", /^Ja\b/],
  ])("is answered with yes even where two sentences say so: %s", (question, first) => {
    expect(ask(question).answer).toMatch(first);
  });

  it.each([
    "Er IGC et hemmelig forum?",
    "Gir UNHCR alltid nødhjelp til alle flyktninger?",
    "Er IOM den største delen av FN-systemet?",
    "Ligger sekretariatet til IGC i Oslo?",
    "Er alle land i verden med i OECD?",
    "Does UNHCR help stray dogs?",
    "Er sekretariatet til IGC i Genève bemannet av nordmenn?",
    "Does IOM help all victims of trafficking?",
    "Har IOM eit kontor i Noreg med hundre tilsette?",
  ])("gets no yes and no no where one of its words is not covered: %s", (question) => {
    expect(ask(question).answer).not.toMatch(/^(ja|jo|nei|yes|no)\b/i);
  });

  it.each([
    // who does what to whom
    ["Leder NSHF Norge?", ""],
    ["Gir flyktninger materiell bistand til UNHCR?", ""],
    ["Do states monitor UNHCR?", ""],
    ["Følger flyktningkonvensjonen med på statene?", ""],
    ["Is the GCM responsible for IOM?", ""],
    ["Does Geneva have its secretariat in IGC?", ""],
    ["Styrer den faste komiteen eksekutivkomiteen?", ""],
    ["Does UNHCR govern the Standing Committee?", ""],
    // what the verb says
    ["Stopper UNHCR nødhjelp?", ""],
    ["Bestemmer IGC praksis i andre land?", ""],
    ["Driver Norge eu-LISA?", ""],
    ["Does the Executive Committee adopt Norway's budget?", ""],
    ["Does Dublin process asylum applications?", ""],
    ["Er IOM en norsk myndighet?", ""],
    ["Er NSHF en arbeidsgruppe for retur?", ""],
    ["Har Norge vært med i eksekutivkomiteen til 1955?", ""],
    // whom a word points at
    ["Does it help victims of trafficking?", "What is IGC?"],
    ["Er det en del av FN?", "Hva er IGC?"],
    ["Har den sekretariat i Genève?", "Hva er OECD?"],
    ["Is it responsible for the GCM secretariat?", "What is UNHCR?"],
    ["Does Norway sit on its Executive Committee?", "What is IOM?"],
    ["Er Norge medlem av den?", "Hvor ofte møtes Standing Committee?"],
    ["Er Norge et av dem?", "Hvor mange medlemsland har OECD?"],
    ["Har IGC?", "Har IOM kontor i Norge?"],
    ["Does Frontex?", "Does IOM have an office in Norway?"],
  ])("gets no yes and no no where it says something else than the fact: %s", (question, before) => {
    const { answer } = before === "" ? ask(question) : last(before, question);
    expect(answer).not.toMatch(/^(ja|jo|nei|yes|no)\b/i);
  });

  it.each([
    ["Does it help victims of trafficking?", "What is IOM?", /^Yes\b/],
    ["Er det uformelt?", "Hva er IGC?", /^Ja\b/],
    ["Er Norge med der?", "Hva er Frontex?", /^Ja\b/],
    ["Er Noreg med i den?", "Kva er eksekutivkomiteen?", /^Ja\b/],
  ])("is answered with yes where it points at whom the fact is about: %s", (question, before, first) => {
    expect(last(before, question).answer).toMatch(first);
  });

  it("is not denied when it holds a denial that the source makes too", () => {
    expect(ask("Stemmer det at NSHF ikke har et fast sekretariat?").answer).not.toMatch(/^Nei\b/);
    expect(ask("Is it true that NSHF has no permanent secretariat?").answer).not.toMatch(/^No\b/);
  });
});

describe("what people ask first, and whom they name", () => {
  it.each(["Hvilke forum finnes det?", "Kva forum finst?", "Which forums are there?", "hvilke forum er det", "vis foruma"])(
    "is answered with all forums: %s",
    (question) => expect(ask(question).layout).toBe("list"),
  );

  it.each(["Hvilke forum er Norge ikke med i?", "Which forums does Norway not take part in?"])(
    "is not, where it asks for the rest: %s",
    (question) => expect(ask(question).kind).toBe("unknown"),
  );

  it.each([
    ["Who is the UN High Commissioner for Refugees?", "The source does not say who leads UNHCR."],
    ["Does Norway take part in the European Council?", "The source does not mention the European Council. It is about UNHCR, IOM"],
    ["Hva sier barnekonvensjonen om flyktninger?", "Kilden omtaler ikke barnekonvensjonen. Den handler om UNHCR, IOM"],
    ["Kva seier torturkonvensjonen om flyktningar?", "Kjelda omtalar ikkje torturkonvensjonen. Ho handlar om UNHCR, IOM"],
  ])("is refused by name: %s", (question, said) => {
    const { kind, answer } = ask(question);
    expect(kind).toBe("unknown");
    expect(answer).toContain(said);
  });

  it.each([
    ["Hvem har sekretariat, IGC eller NSHF?", ["igc.secretariat", "nshf.secretariat"]],
    ["Er Norge med i verken Frontex eller EUAA?", ["frontex.what", "euaa.agreement"]],
    ["Er Norge med i både Frontex og eu-LISA?", ["frontex.what", "eulisa.what"]],
    ["Hvor mange år har Norge vært med i eksekutivkomiteen?", ["excom.norway"]],
    ["How many years has Norway been on the Executive Committee?", ["excom.norway"]],
  ])("tells of everybody who is named, and since when: %s", (question, facts) => {
    const answer = ask(question);
    expectFacts(answer, facts);
    expect(answer.answer).not.toContain("sier ikke kilden");
  });
});

describe("what the source says of somebody or something", () => {
  it.each<[string, readonly string[]]>([
    ["Hva sier kilden om IGC?", ["igc.form", "igc.secretariat"]],
    ["kva seier kjelda om IGC?", ["igc.form", "igc.secretariat"]],
    ["What does the source say about IGC?", ["igc.form", "igc.secretariat"]],
    ["hei, hva forteller kilden om arbeidsmigrasjon", ["iom.labour", "oecd.migration"]],
    ["What does the source say about how often NSHF meets?", ["nshf.meetings"]],
    ["Ifølge kilden, hvor ofte møtes NSHF?", ["nshf.meetings"]],
    ["Kor ofte møtest NSHF ifølgje kjelda?", ["nshf.meetings"]],
  ])("is what is asked for, not the source: %s", (question, told) => {
    const all = Object.keys(knowledge.facts);
    expectFacts(ask(question), told, all);
  });

  it("is asked in a conversation with a pronoun", () => {
    expectFacts(last("Hva er IGC?", "hva sier kilden om dem?"), ["igc.form"], Object.keys(knowledge.facts));
  });

  it.each(["Hva sier kilden?", "hva er kilden din?", "What does the source say?", "er kjelda oppdatert?"])(
    "is not asked where nothing follows: %s",
    (question) => {
      expect(ask(question)).toMatchObject({ kind: "smalltalk", intent: "smalltalk.sources" });
    },
  );

  it("may be nothing", () => {
    expect(ask("Hva sier kilden om Ukraina?")).toMatchObject({ kind: "unknown", citations: [] });
  });
});

describe("what somebody does for refugees", () => {
  it.each<[string, readonly string[]]>([
    ["Hva gjør UNHCR for flyktninger?", ["unhcr.coordination", "unhcr.relief"]],
    ["korleis hjelper UNHCR flyktningar", ["unhcr.coordination", "unhcr.relief"]],
    ["What does UNHCR do for refugees?", ["unhcr.coordination", "unhcr.relief"]],
    ["What does IOM do for migrants?", ["iom.labour", "iom.reintegration", "iom.trafficking"]],
  ])("is all that it does: %s", (question, facts) => {
    expectFacts(ask(question), facts, Object.keys(knowledge.facts));
  });

  it("is not told of somebody whom the source does not name", () => {
    expect(ask("Hva gjør Røde Kors for flyktninger?")).toMatchObject({ kind: "unknown", citations: [] });
  });
});

describe("a summary, a source for a claim, and what belongs to what", () => {
  it.each([
    ["skriv en kort oppsummering av IGC", "igc.secretariat"],
    ["gje meg eit samandrag av IGC", "igc.secretariat"],
    ["give me a short summary of IGC", "igc.secretariat"],
    ["jeg trenger en kilde på at IGC er uformelt", "igc.form"],
    ["I need a source that NSHF has no secretariat", "nshf.secretariat"],
  ])("%s", (question, fact) => {
    expect(factsOf(ask(question))).toContain(fact);
  });

  it("is not told of a forum what is told of its bodies: they belong to it", () => {
    expect(ask("Er Europarådet en del av EU?")).toMatchObject({ kind: "unknown", citations: [] });
    expectFacts(ask("Er CDMG en del av Europarådet?"), ["coe.cdmg"]);
  });
});

describe("who is the biggest, best or most important of all", () => {
  it.each([
    "Hvilket forum er størst?",
    "which forum is the biggest?",
    "hva er de viktigste forumene",
    "kva forum er viktigast?",
    "hvilket forum er best",
    "what is the most useful forum?",
    "Which forum is the newest?",
    "Which forum has the most members?",
    "hvilket forum har flest medlemmer?",
  ])("is not told, and nothing else is in its place: %s", (question) => {
    expect(ask(question)).toMatchObject({ kind: "unknown", citations: [] });
  });

  it.each<[string, string]>([
    ["Hva er det viktigste instrumentet i Europarådets virksomhet?", "echr.instrument"],
    ["hva er norges viktigste samarbeidsplattform", "schengen.platform"],
    ["which platform is the most important for Norway?", "schengen.platform"],
  ])("is told where the source says just that: %s", (question, fact) => {
    expectFacts(ask(question), [fact]);
  });
});

describe("a false premise", () => {
  it.each([
    ["Hvorfor møtes NSHF fire ganger i året?", /to ganger i året/],
    ["Møtes NSHF fire ganger i året?", /to ganger i året/],
    ["Kvifor møtest NSHF fire gonger i året?", /to gonger i året/],
    ["Why does NSHF meet four times a year?", /twice a year/],
    ["Har Norge vært med i eksekutivkomiteen siden 1960?", /1955/],
    ["Har OECD 38 medlemsland?", /\b30\b/],
    ["Why does the OECD have 38 member countries?", /\b30\b/],
  ])("is corrected with the fact, without a flat no: %s", (question, truth) => {
    const { kind, answer } = ask(question);
    expect(kind).toBe("answer");
    expect(answer).toMatch(truth);
    expect(answer).toMatch(/\b(kilden|kjelda|source)\b/i);
    expect(answer).not.toMatch(/^(nei|no|ja|yes)\b/i);
  });
});

describe("what the source does not tell", () => {
  it.each<[Language, string, RegExp]>([
    ["nb", "Hvor mange ansatte har UNHCR?", /^Kilden.*arbeider.*UNHCR/],
    ["nn", "Kor mange tilsette har IOM?", /^Kjelda.*arbeider.*IOM/],
    ["en", "How many people work for the OECD?", /^The source.*work.*OECD/],
    ["nb", "Når ble OECD grunnlagt?", /^Kilden.*OECD/],
    ["nn", "Kor mykje kostar NSHF?", /^Kjelda.*NSHF kostar/],
    ["en", "What is IGC's phone number?", /source.*IGC/],
  ])("is named, and whom it is about, in %s: %s", (language, question, words) => {
    const answer = ask(question);
    expect(answer.kind, answer.answer).toBe("unknown");
    expect(answer.language).toBe(language);
    expect(answer.answer).toMatch(words);
  });

  it.each<[Language, string, string]>([
    ["nb", "Hva gjør NATO?", "NATO"],
    ["nn", "Kva gjer Raudekrossen?", "Raudekrossen"],
    ["en", "What does the Red Cross do?", "Red Cross"],
    ["nb", "hvordan søker jeg jobb i UDI", "UDI"],
    ["en", "What does the WHO do?", "WHO"],
  ])("is refused with the name of the organisation, in %s: %s", (language, question, name) => {
    const answer = ask(question);
    expect(answer.kind).toBe("unknown");
    expect(answer.language).toBe(language);
    expect(answer.answer).toContain(name);
  });

  it("is refused for every organisation near the field, by each of its names in each language", () => {
    const names = knowledge.aliases.filter(({ kind }) => kind === "outside");
    const asked: Readonly<Record<string, (name: string) => string>> = {
      any: (name) => `Hva er ${name}?`,
      nb: (name) => `Hva er ${name}?`,
      nn: (name) => `Kva er ${name}?`,
      en: (name) => `What is ${name}?`,
    };
    const wrong = names.flatMap(({ id, text, language }) => {
      const question = asked[language]?.(text.replace(/^=/, "")) ?? text;
      const answer = ask(question);
      const name = knowledge.outside[id]?.name[answer.language] as string;
      return answer.kind === "unknown" && answer.answer.includes(name) ? [] : [`${id}: ${question} → ${answer.kind} ${answer.answer}`];
    });
    expect(wrong).toEqual([]);
  });

  it("gives no year where the source has none, however the question is turned", () => {
    for (const question of ["Når ble NSHF stiftet?", "what year was IGC founded", "kva år vart IOM til?"])
      expect(ask(question).kind, question).toBe("unknown");
  });

  it("is told of the one and said of the other where two are asked about", () => {
    const answer = ask("Hvor ofte møtes NSHF og IGC?");
    expectFacts(answer, ["nshf.meetings"]);
    expect(answer.answer.replace(/^.*?årlig|^.*?arbeidsgruppene\./s, "")).toMatch(/IGC/);
  });
});

describe("lists, overviews and comparisons", () => {
  const forums = knowledge.forums.filter((id) => !knowledge.subjects[id]?.setting);

  it.each(["Hvilke forum er Norge med i?", "Kva forum er Noreg med i?", "Which forums does Norway take part in?"])(
    "%s names all forums",
    (question) => {
      const answer = ask(question);
      expect(answer.layout).toBe("list");
      expect(answer.items.length).toBe(answer.answer.split("\n• ").length - 1);
      const name = (id: string): string => knowledge.subjects[id]?.name[answer.language] as string;
      expect(answer.items.map(({ label }) => label.toLowerCase())).toEqual(forums.map((id) => name(id).toLowerCase()));
      for (const { ask: more, text } of answer.items) {
        expect(text).not.toBe("");
        expect(ask(more as string, { language: answer.language }).kind).toBe("answer");
      }
    },
  );

  it("counts the forums that it lists", () => {
    const answer = ask("Hvor mange forum er det?");
    expect(answer.lead).toBe("Kilden forteller om sju forum og samarbeid:");
    expect(answer.items.length).toBe(7);
    expect(forums.length).toBe(7);
  });

  it.each([
    ["Which EU agencies are there?", /Frontex[\s\S]*eu-LISA[\s\S]*EUAA/],
    ["Hvilke EU-byråer deltar Norge i?", /Frontex[\s\S]*eu-LISA[\s\S]*EUAA/],
    ["Kva forum er uformelle?", /IGC[\s\S]*NSHF/],
    ["Which forums are informal?", /IGC[\s\S]*NSHF/],
    ["Hva er målene for samarbeidet?", /vern[\s\S]*harmonise[\s\S]*retur[\s\S]*erfaring/],
  ])("%s lists them all, each with its citation", (question, words) => {
    const answer = ask(question);
    expect(answer.kind).toBe("answer");
    expect(answer.answer).toMatch(words);
    expect(answer.items.length).toBeGreaterThan(1);
    expect(answer.lead).not.toBe("");
    for (const { citation } of answer.items) expect(answer.citations[citation]).toBeDefined();
  });

  it.each<[Language, string]>([
    ["nb", "Fortell om UNHCR"],
    ["nn", "Fortel om UNHCR"],
    ["en", "Tell me about UNHCR"],
    ["nb", "UNHCR"],
  ])("gives the overview that the data has, in %s: %s", (language, question) => {
    const answer = ask(question);
    expect(answer.language).toBe(language);
    expect(answer.layout).toBe("overview");
    expectFacts(answer, knowledge.subjects.unhcr?.overview ?? []);
  });

  it("has something to say when the bare name of any forum or body is typed, in any of its names", () => {
    const names = knowledge.aliases.filter(({ kind, id }) => kind === "subject" && !knowledge.subjects[id]?.setting);
    const wrong = names.flatMap(({ id, text }) => {
      const answer = ask(text);
      const overview = knowledge.subjects[id]?.overview ?? [];
      return answer.kind === "answer" && factsOf(answer).some((fact) => overview.includes(fact)) ? [] : [`${id}: ${text} → ${answer.kind}`];
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ["Hva er forskjellen på IGC og NSHF?", "igc.form", "nshf.discussion"],
    ["Skilnaden på IGC og NSHF?", "igc.form", "nshf.discussion"],
    ["Compare NSHF with IGC", "igc.form", "nshf.discussion"],
  ])("%s puts both side by side", (question, first, second) => {
    const answer = ask(question);
    expect(answer.layout).toBe("compare");
    expect(factsOf(answer)).toEqual(expect.arrayContaining([first, second, "igc.secretariat", "nshf.secretariat"]));
    expect([...answer.subjects].sort()).toEqual(["igc", "nshf"]);
  });

  it.each([
    ["Hvem møtes oftest?", /Standing Committee/],
    ["Kven møtest oftast?", /Standing Committee/],
    ["Which of them meets most often?", /Standing Committee/],
  ])("%s names the extreme and cites everybody whose number the source tells", (question, winner) => {
    const answer = ask(question);
    expect(answer.answer.split("\n")[0]).toMatch(winner);
    expect(answer.citations.map(({ quote }) => quote)).toEqual(expect.arrayContaining(quotesOf("nshf.meetings", "standing.meetings")));
  });

  it("finds the other end too: who meets least often is not who meets most often", () => {
    expect(ask("Hvem møtes sjeldnest?").answer.split("\n")[0]).not.toBe(ask("Hvem møtes oftest?").answer.split("\n")[0]);
    expect(ask("Hvem møtes sjeldnest?").answer.split("\n")[0]).not.toMatch(/Standing Committee/);
  });

  it.each(["Hvilket forum har sekretariat i Genève?", "kven har sekretariat i Genève?", "which forum is in Geneva"])(
    "goes from what is told to whom: %s",
    (question) => {
      const answer = ask(question);
      expect(answer.kind).toBe("answer");
      expect(factsOf(answer)).toContain("igc.secretariat");
    },
  );
});

describe("a reply about one forum", () => {
  it.each(["Er Norge med i Schengen?", "Er Noreg med i Schengen?", "Is Norway part of Schengen?"])(
    "tells of that forum itself, not of its agencies: %s",
    (question) => {
      const facts = factsOf(ask(question));
      expect(facts).toContain("schengen.platform");
      expect(facts).not.toContain("frontex.what");
    },
  );

  it("carries an editor's note only where the number is told that the note is about", () => {
    expect(ask("Hvilke forum er Norge med i?").note).toBe("");
  });
});

describe("a question of somebody who is not named", () => {
  it.each<[Language, string]>([
    ["nb", "har de sekretariat?"],
    ["nn", "kor ofte møtest dei?"],
    ["en", "how often do they meet?"],
  ])("is asked back about with whole questions, in %s: %s", (language, question) => {
    const { kind, choices, choiceNames, answer } = ask(question);
    expect(kind).toBe("clarify");
    expect(choiceNames.length).toBe(choices.length);
    for (const name of choiceNames) expect(answer).toContain(`• ${name}`);
    expect(choices.length).toBeGreaterThanOrEqual(2);
    expect(choices.length).toBeLessThanOrEqual(3);
    for (const choice of choices) {
      expect(ask(choice)).toMatchObject({ kind: "answer", language });
    }
  });

  it.each(["når ble samarbeidet startet?", "when was the cooperation founded?", "når vart forumet skipa?"])(
    "is not answered with the only one of whom it is told: %s",
    (question) => {
      expect(ask(question)).toMatchObject({ kind: "unknown", citations: [] });
    },
  );

  it.each(["siden når er de med?", "siden når de", "og de?", "hvem leder dem?", "what is its budget?"])(
    "never gets one choice only, which is no choice: %s",
    (question) => expect(ask(question).choices.length).not.toBe(1),
  );
});

describe("a message that asks two things", () => {
  it.each([
    ["Hvor ofte møtes NSHF, og har de et sekretariat?", ["nshf.meetings", "nshf.secretariat"], /to ganger[\s\S]*sekretariat/],
    ["How often does NSHF meet and where is IGC's secretariat?", ["nshf.meetings", "igc.secretariat"], /twice[\s\S]*Geneva/],
    ["Er IOM ein del av FN? Kor ofte møtest NSHF?", ["iom.un", "nshf.meetings"], /FN[\s\S]*to gonger/],
    ["Har IOM kontor i Norge og hvor ofte møtes NSHF?", ["iom.norway-office", "nshf.meetings"], /kontor i Norge[\s\S]*to ganger/],
  ])("%s gets both answers, in the order of the questions", (question, facts, words) => {
    const answer = ask(question);
    expect(answer.kind).toBe("answer");
    expect(factsOf(answer)).toEqual(expect.arrayContaining(facts));
    expect(answer.answer).toMatch(words);
    expect(answer.items.map(({ text }) => text).join("\n\n")).toBe(answer.answer);
  });
});

describe("a message that asks one thing that is told and one that is not", () => {
  it("is not answered with a third thing", () => {
    const facts = factsOf(ask("Når ble IOM en del av FN? Og hvor ligger sekretariatet i IGC?"));
    expect(facts).not.toContain("gcm.secretariat");
  });
});

describe("small talk", () => {
  it.each<[Language, string, string]>([
    ["nb", "Hei!", "smalltalk.greeting"],
    ["nn", "Hei, korleis står det til med deg?", "smalltalk.greeting"],
    ["en", "Good morning", "smalltalk.greeting"],
    ["nb", "Tusen takk for hjelpen", "smalltalk.thanks"],
    ["en", "goodbye", "smalltalk.goodbye"],
    ["nb", "Hva kan du hjelpe meg med?", "smalltalk.help"],
    ["nn", "Kven er du?", "smalltalk.about"],
    ["en", "what are your sources?", "smalltalk.sources"],
  ])("is answered in kind, in %s: %s", (language, question, intent) => {
    expect(ask(question)).toMatchObject({ kind: "smalltalk", language, intent, citations: [] });
  });

  it("does not hide the question that comes with it", () => {
    for (const question of [
      "Hei! Hvor ofte møtes NSHF?",
      "Hello there, how often does NSHF meet? Thanks!",
      "hei kan du seie kor ofte NSHF møtest, takk",
    ])
      expectFacts(ask(question), ["nshf.meetings"]);
  });

  it("is no place for facts: after a greeting the next question is answered as ever", () => {
    expect(last("Hei!", "Hvor ofte møtes NSHF?")).toEqual(ask("Hvor ofte møtes NSHF?"));
  });
});

describe("the language of the reply", () => {
  it("is the one that the person chose, whatever the question's", () => {
    for (const language of LANGUAGES) expect(ask("Hvor ofte møtes NSHF?", { language })).toMatchObject({ kind: "answer", language });
  });

  it("is the platform's where nothing else tells", () => {
    expect(ask("EUAA", { locale: "en-GB" }).language).toBe("en");
    expect(ask("EUAA", { locale: "nn-NO" }).language).toBe("nn");
    expect(ask("EUAA", { locale: "de-DE" }).language).toBe("nb");
    expect(ask("Hvor ofte møtes NSHF?", { locale: "en-GB" }).language).toBe("nb");
  });
});
