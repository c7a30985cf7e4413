// Facts and their frame → Answer of kind `answer`: one fact, a list, an overview, a comparison, an extreme.
import type { Answer, AnswerItem, Citation, Comparison, Language, Layout } from "../chat.js";
import type { Fact } from "../knowledge/types.js";
import { capital, enumerate, fill, WORDS } from "../language/index.js";
import type { Question } from "../understand/index.js";
import { comparisonOf, inLines } from "./comparison.js";
import type { Told, Verdict } from "./outcome.js";
import { bullets, type Parts, PLAIN } from "./parts.js";

type Wording = {
  readonly lead: string;
  readonly items: readonly AnswerItem[];
  readonly layout: Layout;
  readonly answer: string;
  readonly comparison?: Comparison;
};

export function told(outcome: Told, question: Question, parts: Parts): Answer {
  const { language } = question;
  const facts = outcome.facts.map(parts.fact);
  const { citations, sources } = parts.cite(facts);
  const lines = (line: (fact: Fact) => { label: string; text: string }): AnswerItem[] => parts.lines(facts, citations, line);
  // no yes or no if the facts are about other subjects than the question
  const wording = word(outcome, facts, question, parts, lines, citations);
  const missing =
    outcome.missing.length === 0
      ? ""
      : ` ${fill(WORDS[language].phrases.untoldAlso, { subject: parts.subjectNames(outcome.missing, language) })}`;
  const shows = outcome.frame.name !== "forums";
  const note = shows ? noteOf(facts, language) : "";
  const { lead, items, layout } = wording;
  // every field by name: put together by spreading, this took 12 of the 175 µs of a question
  return {
    kind: "answer",
    language,
    answer: wording.answer + missing,
    citations,
    subjects: PLAIN.subjects,
    intent: PLAIN.intent,
    confidence: PLAIN.confidence,
    suggestions: PLAIN.suggestions,
    choices: PLAIN.choices,
    layout,
    lead,
    items,
    comparison: wording.comparison ?? null,
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

function word(
  { frame, verdict = null }: Told,
  facts: readonly Fact[],
  question: Question,
  parts: Parts,
  lines: (line: (fact: Fact) => { label: string; text: string }) => AnswerItem[],
  citations: readonly Citation[],
): Wording {
  const { language } = question;
  const { phrases } = WORDS[language];
  const texts = facts.map((fact) => fact.text[language]);
  const listed = (lead: string, layout: Layout, items: AnswerItem[]): Wording => ({
    lead,
    items,
    layout,
    answer: `${lead}\n${bullets(items)}`,
  });
  const whole = (fact: Fact) => ({ label: "", text: fact.text[language] });
  switch (frame.name) {
    case "fact":
      return oneOrFew(facts, texts, question, parts, verdict, lines);
    case "list": {
      const lead = parts.knowledge.lists[frame.list]?.text[language] ?? "";
      return listed(
        lead,
        "list",
        lines((fact) => ({ label: "", text: fact.short[language] })),
      );
    }
    case "overview": {
      if (facts.length <= 2) return { lead: "", items: [], layout: "fact", answer: texts.join(" ") };
      return listed(fill(phrases.overview, { subject: parts.subjectName(frame.subject, language) }), "overview", lines(whole));
    }
    case "forums": {
      const lead = fill(phrases.forums, { count: facts.length });
      return listed(
        lead,
        "list",
        lines((fact) => ({ label: "", text: forumTitle(fact, language, parts) })),
      );
    }
    case "topic":
      return listed(
        fill(phrases.topic, {
          topic: enumerate(
            frame.topics.map((id) => parts.knowledge.topics[id]?.name[language] ?? id),
            language,
          ),
        }),
        "list",
        lines(whole),
      );
    case "compare": {
      const lead = fill(phrases.compare, { subjects: capital(parts.subjectNames(frame.subjects, language)) });
      if (frame.rows.length === 0) return listed(lead, "list", lines(whole));
      const comparison = comparisonOf(frame, citations, language, parts);
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

function oneOrFew(
  facts: readonly Fact[],
  texts: readonly string[],
  question: Question,
  parts: Parts,
  verdict: Verdict | null,
  lines: (line: (fact: Fact) => { label: string; text: string }) => readonly AnswerItem[],
): Wording {
  const { language } = question;
  const { phrases } = WORDS[language];
  // Values that may be out of date begin with “According to the source …” anyway: no need to say it twice.
  const says = verdict === "otherwise" && texts[0]?.startsWith(phrases.accordingTo) === true;
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
  if (facts.length <= 2) return { lead: "", items: [], layout: "fact", answer: [before, ...texts].filter(Boolean).join(" ") };
  const items = lines((fact) => ({ label: "", text: fact.text[language] }));
  return { lead: before, items, layout: "list", answer: [before, bullets(items)].filter(Boolean).join("\n") };
}

function forumTitle(fact: Fact, language: Language, { knowledge }: Parts): string {
  const about = fact.about[0] as string;
  const forum = knowledge.subjects[knowledge.subjects[about]?.parent ?? about];
  return capital(forum?.title[language] ?? "");
}
