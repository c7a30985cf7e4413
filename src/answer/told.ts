// Facts and their frame → Answer of kind `answer`: one fact, a list, an overview, a comparison, an extreme.
import type { Answer, AnswerItem, Citation, Comparison, Language, Layout } from "../chat.js";
import type { Fact } from "../knowledge/types.js";
import { capital, enumerate, fill, WORDS } from "../language/index.js";
import type { Question } from "../understand/index.js";
import { comparisonOf, inLines } from "./comparison.js";
import type { Told, Verdict } from "./outcome.js";
import { bullets, type Parts, PLAIN } from "./parts.js";

interface Wording {
  readonly lead: string;
  readonly items: readonly AnswerItem[];
  readonly layout: Layout;
  readonly answer: string;
  readonly comparison?: Comparison;
}

type Line = Omit<AnswerItem, "citation">;

/** What every kind of wording is made from. */
interface Given {
  readonly facts: readonly Fact[];
  readonly question: Question;
  readonly parts: Parts;
  readonly citations: readonly Citation[];
  readonly lines: (line: (fact: Fact) => Line, of?: readonly Fact[]) => AnswerItem[];
}

export function told(outcome: Told, question: Question, parts: Parts): Answer {
  const { language } = question;
  const facts = outcome.facts.map(parts.fact);
  const { citations, sources } = parts.cite(facts);
  const lines: Given["lines"] = (line, of = facts) => parts.lines(of, citations, line);
  const { lead, items, layout, answer, comparison = null } = word(outcome, { facts, question, parts, citations, lines });
  const missing =
    outcome.missing.length === 0
      ? ""
      : ` ${fill(WORDS[language].phrases.untoldAlso, { subject: parts.subjectNames(outcome.missing, language) })}`;
  const shows = outcome.frame.name !== "forums";
  const note = shows ? noteOf(facts, language) : "";
  // every field by name: put together by spreading, this took 12 of the 175 µs of a question
  return {
    kind: "answer",
    language,
    answer: answer + missing,
    citations,
    subjects: PLAIN.subjects,
    intent: PLAIN.intent,
    confidence: PLAIN.confidence,
    suggestions: PLAIN.suggestions,
    choices: PLAIN.choices,
    choiceNames: PLAIN.choiceNames,
    showAll: showAllOf(outcome, language, parts),
    elsewhere: PLAIN.elsewhere,
    layout,
    lead,
    items,
    comparison,
    note,
    sources,
  };
}

/** The first remark that belongs to a fact, and that the page has changed since, where it has. */
function noteOf(facts: readonly Fact[], language: Language): string {
  const note = facts.map((fact) => fact.note?.[language] ?? "").find((text) => text !== "") ?? "";
  if (!facts.some(({ changed }) => changed)) return note;
  const { changed } = WORDS[language].phrases;
  return note === "" ? changed : `${note} ${changed}`;
}

/** Under an overview that leaves something out. */
function showAllOf({ frame, facts }: Told, language: Language, parts: Parts): string | null {
  if (frame.name !== "overview" || parts.everythingOf(frame.subject).length <= facts.length) return null;
  return parts.showAll(frame.subject, language);
}

const listed = (lead: string, layout: Layout, items: readonly AnswerItem[]): Wording => ({
  lead,
  items,
  layout,
  answer: `${lead}\n${bullets(items)}`,
});

function word({ frame, verdict = null }: Told, given: Given): Wording {
  const { facts, question, parts, lines } = given;
  const { language } = question;
  const { phrases } = WORDS[language];
  const whole = (fact: Fact): Line => ({ label: "", text: fact.text[language] });
  switch (frame.name) {
    case "fact":
      return oneOrFew(given, verdict);
    case "list":
      return listed(parts.knowledge.lists[frame.list]?.text[language] ?? "", "list", byName(given));
    case "unexplained": {
      const before = fill(phrases.unexplained, { subject: parts.subjectName(frame.subject, language) });
      return { lead: "", items: [], layout: "fact", answer: [before, ...texts(facts, language)].join(" ") };
    }
    case "overview":
      if (facts.length <= 2) return { lead: "", items: [], layout: "fact", answer: texts(facts, language).join(" ") };
      return overview(frame.subject, given);
    case "everything":
      return overview(frame.subject, given);
    case "forums": {
      const lead = fill(phrases.forums, { count: inWords(facts.length, language) });
      return listed(
        lead,
        "list",
        lines((fact) => forumLine(fact, language, parts)),
      );
    }
    case "topic":
      return topic(frame.topics, given);
    case "compare": {
      const lead = fill(phrases.compare, { subjects: capital(parts.subjectNames(frame.subjects, language)) });
      if (frame.rows.length === 0) return listed(lead, "list", lines(whole));
      const comparison = comparisonOf(frame, given.citations, language, parts);
      return { lead, items: [], layout: "compare", answer: `${lead}\n${inLines(comparison)}`, comparison };
    }
    case "most": {
      const lead =
        frame.end === "earliest"
          ? fill(phrases.earliest, { value: frame.value })
          : fill(parts.knowledge.values[frame.of]?.[frame.end]?.[language] ?? "", {
              subject: parts.subjectName(frame.subject ?? "", language),
            });
      return listed(lead, "list", lines(whole));
    }
  }
}

const texts = (facts: readonly Fact[], language: Language): string[] => facts.map((fact) => fact.text[language]);

/** What is told of one subject, its name written once; of its bodies under theirs. */
function overview(subject: string, { facts, question: { language }, parts, lines }: Given): Wording {
  const { phrases } = WORDS[language];
  const isAll = facts.length >= parts.everythingOf(subject).length;
  const lead = fill(isAll ? phrases.overview : phrases.overviewMain, { subject: parts.subjectName(subject, language) });
  const line = (fact: Fact): Line => {
    const main = fact.about[0] as string;
    const short = fact.short[language];
    return main === subject ? { label: "", text: capital(short) } : { label: capital(parts.subjectName(main, language)), text: short };
  };
  return listed(lead, "overview", lines(line));
}

/** Each line under the name of whom it is about; without, where all are about the same. */
function byName({ facts, question: { language }, parts, lines }: Given): AnswerItem[] {
  const several = new Set(facts.map((fact) => fact.about[0])).size > 1;
  return lines((fact) => ({
    label: several ? capital(parts.subjectName(fact.about[0] as string, language)) : "",
    text: fact.short[language],
  }));
}

/** The forums under which a topic is told, then a line for each fact: what is told of all forums last. */
function topic(topics: readonly string[], { facts, question: { language }, parts, lines }: Given): Wording {
  const { phrases } = WORDS[language];
  const isWhole = (fact: Fact): boolean => parts.knowledge.subjects[parts.forumOf(fact.about[0] as string)]?.setting === true;
  const ordered = [...facts.filter((fact) => !isWhole(fact)), ...facts.filter(isWhole)];
  const forums = [...new Set(ordered.filter((fact) => !isWhole(fact)).map((fact) => parts.forumOf(fact.about[0] as string)))];
  const name = enumerate(
    topics.map((id) => parts.knowledge.topics[id]?.name[language] ?? id),
    language,
  );
  const lead =
    forums.length < 2
      ? fill(phrases.topic, { topic: name })
      : fill(phrases.topicForums, {
          topic: name,
          count: inWords(forums.length, language),
          subjects: parts.subjectNames(forums, language),
        });
  const line = (fact: Fact): Line =>
    isWhole(fact)
      ? { label: "", text: fact.text[language] }
      : { label: capital(parts.subjectName(fact.about[0] as string, language)), text: fact.short[language] };
  return listed(lead, "list", lines(line, ordered));
}

function oneOrFew({ facts, question, parts, lines }: Given, verdict: Verdict | null): Wording {
  const { language } = question;
  const { phrases } = WORDS[language];
  // Values that age are told as the source's anyway ("According to the source …"): no need to say it twice.
  const says = verdict === "otherwise" && facts[0]?.text[language].startsWith(phrases.accordingTo) === true;
  const presumed = question.outside
    .filter((id) => parts.knowledge.outside[id]?.kind !== "place")
    .map((id) => parts.subjectName(id, language));
  const before =
    presumed.length > 0
      ? fill(phrases.notOf, { subject: enumerate(presumed, language) })
      : verdict === null || says
        ? ""
        : phrases[verdict];
  const [about, pages] = [new Set(facts.map((fact) => fact.about[0])), new Set(facts.map((fact) => fact.document))];
  if (about.size === 1 && pages.size > 1) {
    const items = lines((fact) => ({ label: parts.documentName(fact, language), text: fact.text[language] }));
    const lead = [before, phrases.severalSources].filter(Boolean).join(" ");
    return { lead, items, layout: "list", answer: `${lead}\n${bullets(items)}` };
  }
  if (facts.length <= 2)
    return { lead: "", items: [], layout: "fact", answer: [before, ...texts(facts, language)].filter(Boolean).join(" ") };
  const mains = [...new Set(facts.map((fact) => fact.about[0] as string))];
  const [only] = mains;
  const name = mains.length === 1 && only !== undefined ? `${capital(parts.subjectName(only, language))}:` : "";
  const line = (fact: Fact): Line => ({
    label: name === "" ? capital(parts.subjectName(fact.about[0] as string, language)) : "",
    text: fact.short[language],
  });
  const items = lines(line);
  const lead = [before, name].filter(Boolean).join(" ");
  return { lead, items, layout: "list", answer: [lead, bullets(items)].filter(Boolean).join("\n") };
}

/** A forum by its name, with what the name stands for or what it is for. */
function forumLine(fact: Fact, language: Language, parts: Parts): Line {
  const forum = parts.forumOf(fact.about[0] as string);
  const { name, title, line } = parts.knowledge.subjects[forum] as Parts["knowledge"]["subjects"][string];
  const meaning = line?.[language] ?? title[language].replace(/ \([^()]*\)$/, "");
  return {
    label: capital(name[language]),
    text: meaning === name[language] ? "" : meaning,
    ask: fill(WORDS[language].phrases.askOverview, { subject: name[language] }),
  };
}

/** As running text has it: in words up to twelve. */
function inWords(count: number, language: Language): string {
  const word = Object.entries(WORDS[language].numbers).find(([, value]) => value === count)?.[0];
  return count > 1 && count <= 12 && word !== undefined ? word : String(count);
}
