// All stages together, on invented knowledge: messages in, answers and memory out.
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type Answer, LANGUAGES, type Memory } from "../src/chat.js";
import { anyText } from "./fixture/any.js";
import { bot, converse, errors, knowledge, last, told } from "./fixture/index.js";

afterEach(() => expect(errors.splice(0)).toEqual([]));

const ask = (text: string): Answer => bot({ text }).answer;

describe("one question", () => {
  it.each([
    ["How often does PORTA meet?", "en", "PORTA meets twice a year."],
    ["Hvor ofte møtes PORTA?", "nb", "PORTA møtes to ganger i året."],
    ["Kor ofte møtest PORTA?", "nn", "PORTA møtest to gonger i året."],
    ["HOW OFTEN DOES PORTA MEET", "en", "PORTA meets twice a year."],
    ["how oftn does PORTA meet", "en", "PORTA meets twice a year."],
    ["how often does the Harbour League meet?", "en", "PORTA meets twice a year."],
  ])("is answered in its own language: %j", (text, language, answer) =>
    expect(ask(text)).toMatchObject({ kind: "answer", language, answer, subjects: ["porta"], intent: "meetings" }),
  );

  it("is answered with the quote, its source and what to ask next", () => {
    const answer = ask("How many members does PORTA have?");
    expect(answer.citations).toEqual([
      {
        document: "harbours",
        section: "PORTA",
        quote: "PORTA har 30 medlemsland.",
        shown: "PORTA har 30 medlemsland.",
        url: "https://harbours.example/#:~:text=PORTA%20har%2030%20medlemsland.",
      },
    ]);
    expect(answer).toMatchObject({ note: "The number may have changed.", sources: [{ document: "harbours", publisher: "Havnekontoret" }] });
    expect(answer.suggestions).toHaveLength(3);
    expect(answer.suggestions).not.toContain("How many member countries does PORTA have?");
  });

  it("is shown its quote without the slips of the source, which stay in the quote", () => {
    const [citation] = ask("What does HAVRA do?").citations;
    expect(citation?.quote).toContain("måler tide vannet");
    expect(citation?.shown).toContain("måler tidevannet");
  });

  it("that the source does not answer is said to be untold, without a quote", () => {
    expect(ask("How often does LANTERNA meet?")).toMatchObject({
      kind: "unknown",
      answer: "The source does not say how often LANTERNA meets. It does say for PORTA and HAVRA.",
      citations: [],
      subjects: ["lanterna"],
    });
  });

  it("about somebody outside names them", () => {
    const answer = ask("What does WHALEX do?");
    expect(answer).toMatchObject({ kind: "unknown", citations: [] });
    expect(answer.answer).toContain("the Whale Bureau");
    expect(ask("what does SEAL do").answer).toContain("the Whale Bureau");
    expect(ask("what does a seal do").answer).not.toContain("the Whale Bureau");
  });
});

describe("two subjects of one question", () => {
  it("are both told", () => {
    expect(told(ask("How many members do PORTA and HAVRA have?"))).toEqual(["porta.members", "havra.members"]);
    expect(told(ask("Når ble PORTA og LANTERNA stiftet?"))).toEqual(["porta.founded", "lanterna.founded"]);
  });

  it("are told apart where the source tells it of one only", () => {
    const answer = ask("How many members do PORTA and LANTERNA have?");
    expect(told(answer)).toEqual(["porta.members"]);
    expect(answer.answer).toMatch(/For LANTERNA, the source does not say\.$/);
  });

  it("are ranked without anybody else", () => {
    expect(told(ask("Which is older, PORTA or LANTERNA?"))).toEqual(["porta.founded", "lanterna.founded"]);
    expect(told(ask("which of PORTA and HAVRA has more members"))).toEqual(["porta.members", "havra.members"]);
    expect(told(ask("which of HAVRA and PORTA has the most members"))).toEqual(["porta.members", "havra.members"]);
    expect(told(ask("which is the oldest of PORTA and LANTERNA"))).toEqual(["porta.founded", "lanterna.founded"]);
    expect(ask("which of PORTA and HAVRA is the strongest")).toMatchObject({ citations: [] });
  });
});

describe("several things at once", () => {
  it("are all answered, in their order", () => {
    const answer = ask("When was PORTA founded and how many members does it have?");
    expect(told(answer)).toEqual(["porta.founded", "porta.members"]);
    expect(answer.answer.split("\n\n")).toHaveLength(2);
    expect(told(ask("how often does PORTA meet, how many members does HAVRA have and when was LANTERNA founded"))).toEqual([
      "porta.meetings",
      "havra.members",
      "lanterna.founded",
    ]);
  });

  it("are told and untold beside each other", () => {
    const answer = ask("When was PORTA founded and who leads it?");
    expect(answer).toMatchObject({
      kind: "answer",
      answer: "PORTA was founded in 1921.\n\nThe source does not say who leads PORTA. About PORTA, it covers the Pilot Committee.",
    });
    expect(told(answer)).toEqual(["porta.founded"]);
  });

  it("are answered once where one is asked twice", () => {
    expect(ask("When was PORTA founded? When was PORTA founded?").answer).toBe("PORTA was founded in 1921.");
  });

  it("are all remembered", () => {
    expect(told(last("How often does PORTA meet? How many members does HAVRA have?", "and LANTERNA?"))).toEqual([]);
    const { memory } = converse("How often does PORTA meet? How many members does HAVRA have?")[0] as { memory: Memory };
    expect(memory).toMatchObject({ subjects: ["havra"], intent: "members", earlier: [{ subjects: ["porta"], intent: "meetings" }] });
  });
});

describe("a conversation", () => {
  it("goes on with the same question of another", () => {
    expect(told(last("How often does PORTA meet?", "and HAVRA?"))).toEqual(["havra.meetings"]);
    expect(told(last("Hvor ofte møtes PORTA?", "hva med HAVRA"))).toEqual(["havra.meetings"]);
    expect(told(last("How often does PORTA meet?", "no, I meant HAVRA"))).toEqual(["havra.meetings"]);
    expect(last("How often does PORTA meet?", "and LANTERNA?").answer).toBe(
      "The source does not say how often LANTERNA meets. It does say for PORTA and HAVRA.",
    );
  });

  it("goes on about whom it was about", () => {
    expect(told(last("What does the Ice Committee do?", "who supervises it?"))).toEqual(["lanterna.supervises"]);
    expect(told(last("How often does PORTA meet?", "how many members do they have?"))).toEqual(["porta.members"]);
    expect(told(last("compare PORTA and HAVRA", "how many members does the latter have"))).toEqual(["havra.members"]);
  });

  it("tells more until all is told", () => {
    const turns = ["What is LANTERNA?", "more", "more", "more"];
    const all = converse(...turns).map(({ answer }) => told(answer));
    expect(all[0]).toEqual(["lanterna.form", "lanterna.supervises"]);
    expect(all.flat()).toHaveLength(new Set(all.flat()).size);
    expect(new Set(all.flat())).toEqual(new Set(["lanterna.form", "lanterna.founded", "lanterna.supervises", "ice.breaks"]));
    expect(last(...turns).answer).toMatch(/^The source says no more about /);
  });

  it("goes back to the first thing, and to whoever is named", () => {
    const before = ["How often does PORTA meet?", "How many members does HAVRA have?", "When was LANTERNA founded?"];
    expect(told(last(...before, "back to the first one"))).toEqual(["porta.meetings"]);
    expect(told(last(...before, "back to HAVRA"))).toEqual(["havra.members"]);
  });

  it("says again what is doubted, and that something else was thought", () => {
    expect(told(last("How often does PORTA meet?", "are you sure?"))).toEqual(["porta.meetings"]);
    expect(last("How often does PORTA meet?", "I thought it was four times a year").answer).toMatch(/^The source says otherwise/);
  });

  it("understands a choice among what was asked back", () => {
    const [asked] = converse("How many members does it have?");
    expect(asked?.answer).toMatchObject({ kind: "clarify", citations: [] });
    expect(asked?.answer.choices).toHaveLength(2);
    expect(told(last("How many members does it have?", "the second one"))).toEqual(["havra.members"]);
    expect(told(last("How many members does it have?", "HAVRA"))).toEqual(["havra.members"]);
  });

  it("knows nothing of what was not said", () => {
    for (const text of ["more", "back to the first one", "are you sure"]) expect(ask(text).kind).toBe("unknown");
  });
});

describe("a wish for a language", () => {
  it("is fulfilled with what was told, and kept to", () => {
    const [, wished, next, later] = converse(
      "How often does PORTA meet?",
      "svar på nynorsk",
      "How many members does HAVRA have?",
      "and PORTA?",
    );
    expect(wished?.answer).toMatchObject({ language: "nn", answer: "PORTA møtest to gonger i året." });
    expect(next?.answer).toMatchObject({ language: "nn", answer: "HAVRA har 12 medlemsland." });
    expect(later?.answer.language).toBe("nn");
  });

  it("is fulfilled beside a question", () => {
    expect(ask("answer in Norwegian: how often does HAVRA meet")).toMatchObject({ language: "nb", answer: "HAVRA møtes én gang i året." });
    expect(ask("Hvor ofte møtes HAVRA? In English, please.")).toMatchObject({ language: "en", answer: "HAVRA meets once a year." });
  });

  it("gives way to another one", () => {
    expect(last("How often does PORTA meet?", "svar på nynorsk", "in English, please")).toMatchObject({ language: "en" });
  });
});

describe("a claim", () => {
  it.each([
    ["Does PORTA meet twice a year?", /^Yes\. PORTA meets twice/],
    ["Does PORTA meet every six months?", /^Yes\. PORTA meets twice/],
    ["Møtes PORTA hvert halvår?", /^Ja\. PORTA møtes to ganger/],
    ["Does PORTA meet twice every two years?", /^The source says otherwise: PORTA meets twice a year/],
    ["Does HAVRA meet once every two years?", /^The source says otherwise: HAVRA meets once a year/],
    ["Does PORTA meet every month?", /^The source says otherwise: PORTA meets twice/],
    ["Was PORTA founded in 1921?", /^Yes\./],
    ["Was PORTA founded in 1950?", /^The source says otherwise: .*1921/],
    ["Was Norway a member of HAVRA in 1995?", /^Yes\. .*1988/],
    ["Was Norway a member of HAVRA in 1970?", /^The source says otherwise: .*1988/],
    ["Has Norway been a member of HAVRA since 1995?", /^The source says otherwise: .*1988/],
    ["Is the secretariat of PORTA in Lisbon?", /^The source says otherwise: .*Hamburg/],
    ["Norway is a member of HAVRA, right?", /^Yes\. .*1988/],
    ["Is LANTERNA informal?", /^Yes\./],
    ["Is LANTERNA formal?", /^No\./],
    ["Does HAVRA have a permanent secretariat?", /^No\./],
  ])("%j is answered %s", (text, answer) => expect(ask(text)).toMatchObject({ kind: "answer", answer: expect.stringMatching(answer) }));
});

describe("a relation", () => {
  it("is told of the one to whom it is done, not of the one who does it", () => {
    expect(told(ask("Who supervises the Ice Committee?"))).toEqual(["lanterna.supervises"]);
    expect(ask("Who supervises LANTERNA?")).toMatchObject({ kind: "unknown", citations: [] });
    expect(ask("Hvem fører tilsyn med LANTERNA?")).toMatchObject({ kind: "unknown", citations: [] });
  });

  it("is not affirmed in reverse", () => {
    expect(ask("Does LANTERNA supervise the Ice Committee?").answer).toMatch(/^Yes\./);
    expect(ask("Does the Ice Committee supervise LANTERNA?").answer).not.toMatch(/^Yes/);
  });
});

describe("who is not", () => {
  it("is another question than that somebody is not", () => {
    expect(told(ask("PORTA does not meet twice a year"))).toEqual(["porta.meetings"]);
  });

  it("is never answered by those who are", () => {
    for (const text of ["Which forum is not informal?", "Hvem er ikke uformelle?", "Kven er ikkje uformelle?"])
      expect(ask(text)).toMatchObject({ citations: [] });
  });
});

/** Known faults: whoever mends one takes away its `fails`. */
describe("one day", () => {
  it.fails("back to a turn goes on with the question of that turn", () => {
    const before = ["How often does PORTA meet?", "How many members does HAVRA have?", "back to the first one"];
    expect(last(...before)).toMatchObject({ subjects: ["porta"], intent: "meetings" });
    expect(told(last(...before, "and HAVRA?"))).toEqual(["havra.meetings"]);
  });

  it("who has the most members is not said to meet most often", () => {
    expect(ask("which has the most members").answer).not.toMatch(/meet/);
  });

  it.fails("a year that is claimed before or after another is held against the fact's", () => {
    expect(ask("Was PORTA founded before 1950?").answer).toMatch(/^Yes\./);
    expect(ask("Was LANTERNA founded before 1950?").answer).toMatch(/^The source says otherwise/);
  });

  it.fails("who has not, where several are asked about, is whoever the source denies it of", () => {
    expect(told(ask("Which forum does not have a permanent secretariat?"))).toEqual(["havra.secretariat"]);
  });

  it.fails("where somebody meets is no denial of how often", () => {
    expect(ask("Where does PORTA meet?").answer).not.toMatch(/how often/);
  });

  it.fails("two who were compared are ranked among themselves", () => {
    expect(told(last("compare PORTA and LANTERNA", "which of them is older"))).toEqual(["porta.founded", "lanterna.founded"]);
    expect(told(last("compare PORTA and LANTERNA", "which is older"))).toEqual(["porta.founded", "lanterna.founded"]);
  });

  it.fails("what was told just before is not said to be untold, where another one is asked for", () => {
    expect(last("What does the Ice Committee do?", "and what does the other committee do?").answer).not.toMatch(/not say what the Ice/);
  });

  it.fails("a name with a question mark behind a question is the same question of that one", () => {
    expect(told(ask("When was PORTA founded? LANTERNA?"))).toEqual(["porta.founded", "lanterna.founded"]);
  });
});

it("an English abbreviation makes no question nynorsk", () => {
  expect(ask("e.g. PORTA").language).not.toBe("nn");
});

describe("small talk", () => {
  it("is answered by itself", () => {
    expect(ask("hello")).toMatchObject({ kind: "smalltalk", answer: "Hello! Ask me about the harbour forums.", citations: [] });
    expect(ask("what can you do")).toMatchObject({ kind: "smalltalk", answer: "I know PORTA, HAVRA and LANTERNA." });
  });

  it.each(["Hi, how often does PORTA meet?", "Thanks! How often does PORTA meet?", "I am writing a paper. How often does PORTA meet?"])(
    "beside a question is passed over: %j",
    (text) => expect(ask(text)).toMatchObject({ kind: "answer", answer: "PORTA meets twice a year." }),
  );

  it("leaves the conversation where it was", () => {
    for (const said of ["thanks", "what is for dinner", "how much cod may I catch", "zyxwv qwert"])
      expect(told(last("How often does PORTA meet?", said, "and HAVRA?")), said).toEqual(["havra.meetings"]);
  });
});

describe("distress and hostility", () => {
  it.each([
    ["my boat is sinking", "Call the harbour watch on 000."],
    ["jeg vil dø", "Ring havnevakten på 000."],
    ["My boat is sinking. How often does PORTA meet?", "Call the harbour watch on 000."],
    ["all pilots should drown", "I do not answer that."],
    ["How often does PORTA meet? I hate sailors.", "I do not answer that."],
  ])("get a plain reply, without quotes and suggestions: %j", (text, answer) =>
    expect(ask(text)).toMatchObject({ kind: "unknown", answer, citations: [], sources: [], suggestions: [], choices: [] }),
  );

  it("do so within a conversation, which goes on after", () => {
    expect(last("How often does PORTA meet?", "I want to die").answer).toBe("Call the harbour watch on 000.");
    expect(told(last("How often does PORTA meet?", "I hate sailors", "and HAVRA?"))).toEqual(["havra.meetings"]);
  });
});

describe("any messages, up to six in a row", () => {
  const isSubject = (id: string): boolean => id in knowledge.subjects;
  const isClass = (id: string): boolean => id in knowledge.intents || id in knowledge.facts || id in knowledge.lists;

  function check(memory: Memory): void {
    expect(LANGUAGES).toContain(memory.language);
    for (const { subjects, intent, facts } of [memory, ...(memory.earlier ?? [])]) {
      expect(subjects.filter((id) => !isSubject(id))).toEqual([]);
      expect(facts.filter((id) => !(id in knowledge.facts))).toEqual([]);
      expect(intent === null || isClass(intent), `${intent} is a class`).toBe(true);
    }
    expect((memory.earlier ?? []).length).toBeLessThanOrEqual(4);
    if (memory.wished !== undefined) expect(LANGUAGES).toContain(memory.wished);
    expect(JSON.parse(JSON.stringify(memory)), "the memory is plain").toEqual(memory);
  }

  it("get an answer each, and leave a valid memory", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (turns) => {
        let memory: Memory | undefined;
        for (const text of turns) {
          const frozen = structuredClone(memory);
          const reply = bot({ text }, memory);
          expect(memory, "what is passed in stays as it was").toEqual(frozen);
          expect(errors, text).toEqual([]);
          const { answer } = reply;
          expect(answer.answer, text).not.toBe("");
          expect(answer.answer).not.toMatch(/\{\w+\}|undefined|\[object/);
          expect(answer.citations.length > 0, text).toBe(answer.kind === "answer");
          expect(answer.suggestions.length).toBeLessThanOrEqual(3);
          for (const { citation } of answer.items) expect(answer.citations[citation]).toBeDefined();
          memory = reply.memory;
          check(memory);
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("get the same answer every time", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), (turns) => {
        expect(converse(...turns)).toEqual(converse(...turns));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
