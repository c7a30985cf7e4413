// Parts of a message and their outcomes → Answer: the reply in the asker's language, with citations and suggestions.
import type { Answer, Language } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { capital, dayInWords, enumerate, fill, WORDS } from "../language/index.js";
import type { Question } from "../understand/index.js";
import type { Match, Part } from "./match.js";
import type { Outcome } from "./outcome.js";
import { createParts, type Parts, PLAIN } from "./parts.js";
import { createSuggest } from "./suggest.js";
import { told } from "./told.js";
import { createRefuse } from "./untold.js";

export type Say = (parts: readonly Part[]) => Answer;

const MAX_CHOICES = 3;

export function createSay(knowledge: Knowledge): Say {
  const parts = createParts(knowledge);
  const suggest = createSuggest(parts);
  const refuse = createRefuse(parts);

  const clarify = (outcomes: readonly Outcome[], language: Language): Answer => {
    const { phrases } = WORDS[language];
    const asked = outcomes.flatMap((outcome) => choicesOf(outcome, language, parts));
    const distinct = [...new Map(asked.map((choice) => [choice.ask, choice])).values()].slice(0, MAX_CHOICES);
    const choices = distinct.map(({ ask }) => ask);
    // One choice is none: it goes to the suggestions.
    if (choices.length < 2) return { ...PLAIN, kind: "unknown", language, answer: phrases.notUnderstood };
    // the same question of several: what differs is whom it is about
    const names = distinct.map(({ name }) => name);
    const differ = outcomes.length === 1 && names.every((name) => name !== "") && new Set(names).size === names.length;
    const choiceNames = differ ? names : choices;
    const answer = [differ ? phrases.whichOf : phrases.didYouMean, ...choiceNames.map((name) => `• ${name}`)].join("\n");
    return { ...PLAIN, kind: "clarify", language, answer, choices, choiceNames };
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
        return unknown(match.reading.subjects.length > 0 ? phrases.notUnderstoodOf : phrases.notUnderstood);
      case "whose":
        return clarify([outcome], language);
      case "untold":
        return refuse.untold(outcome, match, language);
      case "outside":
        return refuse.outside(outcome, language);
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
    choiceNames: citations.length > 0 ? [] : last.choiceNames,
    showAll: answers.find((a) => a.showAll !== null)?.showAll ?? null,
    elsewhere: answers.find((a) => a.elsewhere !== null)?.elsewhere ?? null,
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

/** A reading to choose: its question, and whom it is about. */
interface Choice {
  readonly ask: string;
  readonly name: string;
}

function choicesOf(outcome: Outcome, language: Language, { knowledge, subjectName }: Parts): Choice[] {
  const ofFact = (id: string): Choice => ({
    ask: knowledge.facts[id]?.ask[language] as string,
    name: capital(subjectName(knowledge.facts[id]?.about[0] as string, language)),
  });
  if (outcome.kind === "whose") {
    const found = new Map<string, Choice>();
    for (const id of outcome.facts) {
      if (found.size === MAX_CHOICES) break;
      const choice = ofFact(id);
      if (!found.has(choice.ask)) found.set(choice.ask, choice);
    }
    return [...found.values()];
  }
  if (outcome.kind !== "told") return [];
  const { frame } = outcome;
  if (frame.name === "list") return [{ ask: knowledge.lists[frame.list]?.ask[language] as string, name: "" }];
  if (frame.name === "overview" || frame.name === "everything" || frame.name === "unexplained") {
    const name = subjectName(frame.subject, language);
    return [{ ask: fill(WORDS[language].phrases.askOverview, { subject: name }), name: capital(name) }];
  }
  return outcome.facts.slice(0, 1).map(ofFact);
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
