// What the source does not tell → the refusal: what isn't told, what is told nearest, and where else to look.
import type { Answer, Elsewhere, Language } from "../chat.js";
import { fill, WORDS } from "../language/index.js";
import { FITTED } from "./fitted.js";
import type { Match } from "./match.js";
import { createNearest } from "./nearest.js";
import type { Outside, Untold } from "./outcome.js";
import { type Parts, PLAIN } from "./parts.js";

type Refusal = Pick<Answer, "answer" | "showAll" | "elsewhere">;

export interface Refuse {
  readonly untold: (outcome: Untold, match: Match, language: Language) => Answer;
  readonly outside: (outcome: Outside, language: Language) => Answer;
}

export function createRefuse(parts: Parts): Refuse {
  const { knowledge } = parts;
  const nearest = createNearest(parts);
  const unknown = (language: Language, refusal: Refusal): Answer => ({ ...PLAIN, kind: "unknown", language, ...refusal });

  /** A denial has no quote that could give it away: it names what was asked only where that is sure. */
  const isSure = (intent: string, match: Match): boolean => {
    const candidate = match.reading.candidates.find(({ intent: own }) => own === intent);
    return match.decision === "sameQuestion" || (candidate?.own ?? 0) >= FITTED.label;
  };

  const untold = (outcome: Untold, match: Match, language: Language): Answer => {
    const { phrases } = WORDS[language];
    const { intent, subjects } = outcome;
    const { label, kind } = knowledge.intents[intent] ?? {};
    const [subject] = subjects;
    const around = {
      showAll: subject === undefined ? null : parts.showAll(subject, language),
      elsewhere: subject === undefined ? null : siteOf(subject, language),
    };
    if (kind === "definition") return unknown(language, { ...around, answer: phrases.undefined });
    const sure = isSure(intent, match);
    const near = nearest(outcome, sure, language);
    // what goes on names the subject: once is enough
    const isNamed = subject !== undefined && near.includes(parts.subjectName(subject, language));
    const what = sure && subject !== undefined && label !== undefined ? parts.clause(label, subjects, language) : undefined;
    const said =
      what !== undefined
        ? fill(phrases.untoldOf, { what })
        : subject === undefined || isNamed
          ? phrases.untold
          : fill(phrases.untoldAbout, { subject: parts.subjectNames(subjects, language) });
    return unknown(language, { ...around, answer: [said, near].filter(Boolean).join(" ") });
  };

  const outside = ({ names, intent }: Outside, language: Language): Answer => {
    const { phrases } = WORDS[language];
    const forums = knowledge.forums.filter((id) => !knowledge.subjects[id]?.setting);
    const about = parts.subjectNames(forums, language);
    if (names.length > 0) {
      const name = parts.subjectNames(names, language);
      const see = names.flatMap((id) => knowledge.outside[id]?.see ?? []);
      const label = fill(phrases.moreAbout, { subject: name });
      return unknown(language, { showAll: null, elsewhere: linksTo(see, label), answer: fill(phrases.outside, { name, forums: about }) });
    }
    const { label, see = [] } = knowledge.intents[intent ?? ""] ?? {};
    const answer = label === undefined ? phrases.notUnderstood : fill(phrases.outsideTopic, { what: label[language] });
    return unknown(language, { showAll: null, elsewhere: linksTo(see, phrases.moreOnThis), answer });
  };

  /** A subject's own site, else its forum's. */
  function siteOf(id: string, language: Language): Elsewhere | null {
    const { subjects } = knowledge;
    const whose = [id, parts.forumOf(id)].find((one) => (subjects[one]?.site ?? null) !== null);
    const site = subjects[whose ?? ""]?.site ?? null;
    if (whose === undefined || site === null) return null;
    return linksTo([site], fill(WORDS[language].phrases.moreAbout, { subject: parts.subjectName(whose, language) }));
  }

  return { untold, outside };
}

/** Addresses under the names that people know them by. */
function linksTo(urls: readonly string[], label: string): Elsewhere | null {
  if (urls.length === 0) return null;
  return { label, links: urls.map((url) => ({ url, site: new URL(url).hostname.replace(/^www\./, "") })) };
}
