// Parts of a message and their outcomes → Answer: the reply in the asker's language, with citations and suggestions.
import type { Answer, Language } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { dayInWords, enumerate, fill, WORDS } from "../language/index.js";
import type { Question } from "../understand/index.js";
import { FITTED } from "./fitted.js";
import type { Match, Part } from "./match.js";
import type { Outcome, Untold } from "./outcome.js";
import { createParts, type Parts, PLAIN } from "./parts.js";
import { createSuggest } from "./suggest.js";
import { told } from "./told.js";

export type Say = (parts: readonly Part[]) => Answer;

const MAX_CHOICES = 3;

export function createSay(knowledge: Knowledge): Say {
  const parts = createParts(knowledge);
  const suggest = createSuggest(knowledge);

  const clarify = (outcomes: readonly Outcome[], language: Language): Answer => {
    const asks = outcomes.flatMap((outcome) => choicesOf(outcome, language, parts));
    const choices = [...new Set(asks)].slice(0, MAX_CHOICES);
    // A single choice isn't one: it becomes a suggestion.
    if (choices.length < 2) return { ...PLAIN, kind: "unknown", language, answer: WORDS[language].phrases.notUnderstood };
    const answer = [WORDS[language].phrases.didYouMean, ...choices.map((choice) => `• ${choice}`)].join("\n");
    return { ...PLAIN, kind: "clarify", language, answer, choices };
  };

  const plain = (match: Match, question: Question): Answer => {
    const { language } = question;
    const { outcome } = match;
    const { phrases } = WORDS[language];
    const unknown = (answer: string): Answer => ({ ...PLAIN, kind: "unknown", language, answer });
    if (match.choices.length > 1) return clarify(match.choices, language);
    switch (outcome.kind) {
      case "told":
        return told(outcome, question, parts);
      case "unclear":
        return unknown(phrases.notUnderstood);
      case "whose":
        return clarify([outcome], language);
      case "untold":
        return unknown(untold(outcome, match, language, parts));
      case "outside": {
        if (outcome.names.length > 0)
          return unknown(
            fill(phrases.outside, {
              name: enumerate(
                outcome.names.map((id) => parts.subjectName(id, language)),
                language,
              ),
            }),
          );
        const what = knowledge.intents[outcome.intent ?? ""]?.label?.[language];
        return unknown(what === undefined ? phrases.notUnderstood : fill(phrases.outsideTopic, { what }));
      }
      case "smalltalk":
        return { ...PLAIN, kind: "smalltalk", language, answer: spoken(outcome.intent, language, parts) };
      case "nomore":
        return unknown(fill(phrases.noMore, { subject: parts.subjectName(outcome.subject, language) }));
      case "refuse":
      case "distress":
        return unknown(spoken(outcome.intent, language, parts));
      case "aside":
        return unknown(phrases.heard);
      case "move":
        return unknown(phrases.notUnderstood);
      case "offtopic":
        if (match.decision === "otherLanguage") return unknown(phrases.otherLanguage);
        return unknown(match.decision === "unknownWords" ? phrases.unknownWords : phrases.offTopic);
    }
  };

  const whole = ({ match, question }: Part): Answer => {
    const answer = plain(match, question);
    const subjects = standsAlone(match.outcome, knowledge) && match.reading.fromMemory ? [] : match.reading.subjects;
    return { ...answer, subjects, intent: match.intent, confidence: match.confidence, suggestions: suggest(match, answer) };
  };

  return (said) => {
    // answer a repeated question once
    const answers = [...new Map(said.map(whole).map((answer) => [answer.answer, answer])).values()];
    return answers.length === 1 ? (answers[0] as Answer) : together(answers);
  };
}

/** Replies that aren't about a particular forum. */
function standsAlone(outcome: Outcome, { lists }: Knowledge): boolean {
  if (outcome.kind !== "told") return false;
  const { frame } = outcome;
  return frame.name === "forums" || frame.name === "most" || (frame.name === "list" && lists[frame.list]?.about.length === 0);
}

/** Combines the answers to the parts of one message. */
function together(answers: readonly Answer[]): Answer {
  const last = answers.at(-1) as Answer;
  const distinct = <T>(pick: (answer: Answer) => readonly T[], key: (item: T) => string): T[] => [
    ...new Map(answers.flatMap(pick).map((item) => [key(item), item])).values(),
  ];
  const citations = distinct(
    (a) => a.citations,
    (c) => c.quote,
  );
  return {
    ...last,
    kind: citations.length > 0 ? "answer" : last.kind,
    choices: citations.length > 0 ? [] : last.choices,
    answer: answers.map((a) => a.answer).join("\n\n"),
    citations,
    sources: distinct(
      (a) => a.sources,
      (s) => s.document,
    ),
    subjects: distinct(
      (a) => a.subjects,
      (id) => id,
    ),
    confidence: Math.min(...answers.map((a) => a.confidence ?? 1)),
    note: distinct(
      (a) => (a.note === "" ? [] : [a.note]),
      (note) => note,
    ).join(" "),
    layout: "list",
    comparison: null,
    lead: answers.flatMap((a) => (a.citations.length === 0 ? [a.answer] : [])).join(" "),
    items: answers.flatMap((a) => {
      const citation = citations.findIndex((c) => c.quote === a.citations[0]?.quote);
      return citation < 0 ? [] : [{ label: "", text: a.answer, citation }];
    }),
  };
}

/** A refusal has no quote that would reveal a misunderstanding: it names the question only if that is certain. */
function untold({ intent, subjects }: Untold, match: Match, language: Language, parts: Parts): string {
  const { phrases } = WORDS[language];
  const { label, kind } = parts.knowledge.intents[intent] ?? {};
  if (kind === "definition") return phrases.undefined;
  if (subjects.length === 0) return phrases.untold;
  const subject = parts.subjectNames(subjects, language);
  const candidate = match.reading.candidates.find(({ intent: own }) => own === intent);
  const sure = match.decision === "sameQuestion" || (candidate?.own ?? 0) >= FITTED.label;
  return sure && label !== undefined
    ? fill(phrases.untoldOf, { what: fill(label[language], { subject }) })
    : fill(phrases.untoldAbout, { subject });
}

function choicesOf(outcome: Outcome, language: Language, { knowledge, subjectName }: Parts): string[] {
  if (outcome.kind === "whose") {
    const asks = new Set<string>();
    for (const id of outcome.facts) if (asks.size < MAX_CHOICES) asks.add(knowledge.facts[id]?.ask[language] as string);
    return [...asks];
  }
  if (outcome.kind !== "told") return [];
  const { frame } = outcome;
  if (frame.name === "list") return [knowledge.lists[frame.list]?.ask[language] as string];
  if (frame.name === "overview") return [fill(WORDS[language].phrases.askOverview, { subject: subjectName(frame.subject, language) })];
  return outcome.facts.slice(0, 1).map((id) => knowledge.facts[id]?.ask[language] as string);
}

function spoken(intent: string, language: Language, { knowledge }: Parts): string {
  const forums = knowledge.forums
    .filter((id) => !knowledge.subjects[id]?.setting)
    .map((id) => knowledge.subjects[id]?.name[language] as string);
  const documents = Object.values(knowledge.documents);
  const sources = documents.map(({ title, publisher }) => `«${title}» (${publisher})`);
  const oldest = [...documents].sort((a, b) => (a.checked < b.checked ? -1 : 1))[0];
  return fill(knowledge.intents[intent]?.reply?.[language] ?? "", {
    forums: enumerate(forums, language),
    sources: enumerate(sources, language),
    urls: documents.flatMap(({ url }) => url ?? []).join(" "),
    checked: oldest === undefined ? "" : dayInWords(oldest.checked, language),
    help: knowledge.bot.help[language],
  });
}
