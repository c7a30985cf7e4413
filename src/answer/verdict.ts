// Clause and fact → what stands before the fact: yes, no, that the source says otherwise, or that it leaves the question open.
// A yes that the page doesn't say is the worst of answers: it needs the fact's own verb, its doer as subject, and its object.
import type { Claim } from "../chat.js";
import type { Fact, Knowledge, Proposition } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { beginning, claimsIn, isNegatedQuestion, isYesNo, wordsOf } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import { clean, tokenise } from "../understand/normalise.js";
import { isHeld } from "./coverage.js";
import type { Verdict } from "./outcome.js";

/** What a proposition says of a yes/no question: true, false, or nothing. */
export type Settle = (question: Question, fact: Fact, subjects: readonly string[]) => boolean | null;

/** `subjects`: whom the clause is about, those that only the conversation names included. */
export type Judge = (question: Question, facts: readonly Fact[], subjects: readonly string[]) => Verdict | null;

const HOME = inAnyLanguage((w) => w.home);
const NATION = "norway";
const TURNS = inAnyLanguage((w) => [...w.modals, ...w.alternatives]);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const COMPARATORS = inAnyLanguage((w) => w.comparators);
const PASSIVES = inAnyLanguage((w) => w.passives);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);
const POSSESSIVES = inAnyLanguage((w) => w.possessives);
const STRENGTHENERS = inAnyLanguage((w) => w.strengtheners);
const CONFIRMING = new Set(Object.values(WORDS).flatMap((w) => [...w.confirmations, ...w.tags].flatMap((phrase) => phrase.split(" "))));
const EXISTING = inAnyLanguage((w) => w.existing);
const FIELDS = { perYear: "meetingsPerYear", members: "members", count: "count", year: "year" } as const;

interface Words {
  readonly verbs: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly also: ReadonlySet<string>;
}

/** Of one fact or two: where one settles it and the other leaves it open, what the one says. */
function together([first = null, second = first]: readonly (Verdict | null)[]): Verdict | null {
  if (first === second) return first;
  const settled = [first, second].filter((verdict) => verdict !== null && verdict !== "open");
  if (settled.length === 1) return settled[0] ?? null;
  return settled.includes("otherwise") ? "otherwise" : null;
}

export function createJudge(knowledge: Knowledge): { readonly judge: Judge; readonly settle: Settle } {
  const { subjects } = knowledge;
  const parentOf = (id: string): string | null => subjects[id]?.parent ?? null;
  const wordsOfProposition = memoize(
    (p: Proposition): Words => ({ verbs: forms(p.verbs), objects: stems(p.objects), also: stems(p.also) }),
  );

  const settle: Settle = (question, fact, about) => {
    const words = wordsOf(question);
    for (const proposition of fact.says) {
      const truth = holds(question, words, proposition, about);
      if (truth !== null) return truth;
    }
    return null;
  };

  const ofFact = (question: Question, fact: Fact, about: readonly string[]): Verdict | null => {
    const main = fact.about[0] as string;
    const isTheirs = about.length === 0 || about.some((id) => id === main || id === parentOf(main) || fact.about.includes(id));
    const claims = isTheirs && !wordsOf(question).some((word) => COMPARATORS.has(word)) ? claimsIn(question) : [];
    const claimed = judgeClaims(claims, fact, about, question);
    if (claimed === "otherwise" || (isTheirs && isElsewhere(question, fact))) return "otherwise";
    if (!isYesNo(question)) return null;
    const words = wordsOf(question);
    if (claimed === "same") return words.some((word) => NEGATIONS.has(word)) ? null : "yes";
    if (claims.length === 0 && isPlain(question, words)) {
      const truth = settle(question, fact, about);
      if (truth !== null) return truth ? (isNegatedQuestion(words) ? "yesAfterAll" : "yes") : "no";
    }
    return isHeld(question, fact) ? null : "open";
  };

  /** Names another place than the one that the fact tells. */
  function isElsewhere({ outside }: Question, { values }: Fact): boolean {
    return values.place !== undefined && outside.some((id) => knowledge.outside[id]?.kind === "place");
  }

  /** Asks whether something is so, and nothing else besides. */
  function isPlain(question: Question, words: readonly string[]): boolean {
    if (words.some((word) => TURNS.has(word) || COMPARATORS.has(word) || PASSIVES.has(word)) && !question.tokens.at(-1)?.asked)
      return false;
    const inner = words.slice(0, -1);
    if (inner.some((word) => TURNS.has(word) || COMPARATORS.has(word) || PASSIVES.has(word))) return false;
    const negations = words.filter((word) => NEGATIONS.has(word)).length;
    if (negations > 1 || (negations === 1 && !isNegatedQuestion(words))) return false;
    return question.outside.length === 0 && question.strangers.length === 0;
  }

  /** Whether the proposition is what is asked: the doer is its subject, the verb its own, the object named, and no word is left over. */
  function holds(question: Question, words: readonly string[], proposition: Proposition, about: readonly string[]): boolean | null {
    const { verbs, objects, also } = wordsOfProposition(proposition);
    const { who, whom } = proposition;
    const start = beginning(words);
    const namedAt = (i: number) =>
      question.mentions.find((m) => (m.kind === "subject" || m.kind === "context") && i >= m.start && i < m.end);
    let doer: boolean | undefined;
    let met = false;
    let verb = verbs.has(words[start] ?? "");
    const fillers = functionWordsOf(question.language);
    const isWho = (ids: readonly string[]): boolean => ids.some((id) => who.includes(id));
    const isWhom = (ids: readonly string[]): boolean =>
      ids.some((id) => whom.includes(id) || whom.some((one) => parentOf(one) === id) || who.some((one) => parentOf(one) === id));
    for (let i = start; i < words.length; i++) {
      const word = words[i] as string;
      const mention = namedAt(i);
      const home = HOME.has(word) && mention === undefined;
      if (mention !== undefined || home) {
        if (mention !== undefined && i > mention.start) continue;
        const ids = home ? [NATION] : (mention?.ids ?? []);
        if (doer === undefined) {
          // the first one named is the doer; before it stands nothing but the verb
          if (!isWho(ids)) return null;
          doer = true;
        } else if (isWhom(ids) || isWho(ids)) met ||= ids.some((id) => whom.includes(id));
        else return null;
        continue;
      }
      if (PRONOUNS.has(word) && doer === undefined && !EXISTING.has(words[i - 1] ?? "")) {
        if (!isWho(about) && !about.some((id) => who.some((one) => parentOf(one) === id))) return null;
        doer = true;
        continue;
      }
      if (i > start && verbs.has(word)) {
        verb = true;
        continue;
      }
      if (POSSESSIVES.has(word)) return null;
      const isFiller = (fillers.has(word) || CONFIRMING.has(word)) && !STRENGTHENERS.has(word);
      const both = [WORDS.nb.stem(word), WORDS.en.stem(word)];
      // what stands before the doer is the doer itself: "do states monitor X?"
      if (doer === undefined && i > start && !isFiller && !NEGATIONS.has(word)) return null;
      if (both.some((stem) => objects.has(stem))) met = true;
      else if (i > start && !isFiller && !NEGATIONS.has(word) && !both.some((stem) => also.has(stem))) return null;
      else if (i === start && !isFiller && !verbs.has(word) && !both.some((stem) => also.has(stem))) return null;
    }
    met ||= doer === true && question.subjects.length === 0 && isWhom(about);
    return doer === true && verb && (met || (objects.size === 0 && whom.length === 0)) ? proposition.truth : null;
  }

  const judge: Judge = (question, all, about) => (all.length > 2 ? null : together(all.map((fact) => ofFact(question, fact, about))));
  return { judge, settle };
}

/** "Otherwise" only against a value of that very field, of the very subject. */
function judgeClaims(claims: readonly Claim[], fact: Fact, about: readonly string[], question: Question): "same" | "otherwise" | null {
  if (about.length > 1) return null;
  const isMain = about.length === 0 || about[0] === fact.about[0];
  for (const claim of claims) {
    const held = claim.field === "year" ? yearOf(claim, fact, isMain, question) : fact.values[FIELDS[claim.field]];
    if (typeof held === "boolean") return held ? "same" : "otherwise";
    if (typeof held !== "number" || (claim.field === "count" && !isYesNo(question))) continue;
    if (held === claim.value) return "same";
    if (claim.field !== "count") return "otherwise";
  }
  return null;
}

/** What is so since a year is so in every later one; what is of a year is of no other. */
function yearOf({ value, relation }: Claim, { values }: Fact, isMain: boolean, question: Question): boolean | null {
  const { since, year } = values;
  if (typeof since === "number") {
    if (relation === "before") return since < value ? true : null;
    if (relation === "after" || relation === "until") return null;
    const lasts = question.tokens.some(({ word }) => BEING.has(word) || LASTING.has(word));
    return relation === "from" || !lasts ? since === value : value >= since;
  }
  if (typeof year !== "number" || !isMain) return null;
  if (relation === "until") return null;
  if (relation === "before" || relation === "after") return relation === "before" ? year < value : year > value;
  if (value === year) return true;
  return question.tokens.some(({ word }) => LASTING.has(word)) && value > year ? null : false;
}

const BEING = inAnyLanguage((w) => w.being);
/** What "exists" in a later year may well have been made in an earlier one. */
const LASTING = inAnyLanguage((w) => w.existing);

const forms = (words: Proposition["verbs"]): Set<string> =>
  new Set(Object.values(words).flatMap((texts) => (texts ?? []).map((text) => text.toLowerCase())));

const stems = (words: Proposition["objects"]): Set<string> =>
  new Set(
    (["nb", "nn", "en"] as const).flatMap((language) =>
      (words[language] ?? []).flatMap((text) => tokenise(clean(text)).map(({ word }) => WORDS[language].stem(word))),
    ),
  );

/** Made when first needed: most facts are never asked about with yes or no between two starts. */
function memoize<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, Made>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}
