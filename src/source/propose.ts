// A sentence of a page → what an editor is offered for it: the attribute that it seems to tell, with how sure that is, and its values.

import type { Claim, Language } from "../chat.js";
import { margins } from "../classify/linear.js";
import { createAskFrom, type Model } from "../classify/model.js";
import { toText } from "../classify/text.js";
import type { Knowledge } from "../knowledge/types.js";
import { claimsIn } from "../understand/annotate.js";

export interface Proposal {
  /** An intent of kind `fact`; undefined where none is likely enough to be worth a look. */
  readonly attribute: string | undefined;
  /** 0 to 1. */
  readonly share: number;
  readonly values: Readonly<Record<string, number | string>>;
  /** Places that the sentence names, as they are called in its language. */
  readonly places: readonly string[];
}

export interface Propose {
  (sentence: string, language: Language): Proposal;
  /** The language that a text is written in. */
  language(text: string): Language;
}

/** As in the decision of the bot: margins are multiplied by this before the softmax. */
const SHARPNESS = 4.5;
/** From this share on: of the first 43 sentences of the page in docs/adding-a-page.md, 15 of 18 were right above it, 2 of 16 below. */
const LIKELY = 0.5;
/** Of whom a sentence is, which stands beside it: a name in it says nothing of its attribute. */
const NOBODY: readonly string[] = [];

/** `known`: of any field, since attributes are the same for all. */
export function createPropose(known: Knowledge, model: Model): Propose {
  const ask = createAskFrom(model, known);
  const { classes } = model.intents;
  const attributes = classes.map((id) => attributeOf(id, known));
  const propose = (sentence: string, language: Language): Proposal => {
    const question = ask({ text: sentence, language });
    const scores = margins(model.intents, toText(question, NOBODY, known.subjects));
    const odds = new Map<string, number>();
    for (const [i, attribute] of attributes.entries())
      if (attribute !== undefined) odds.set(attribute, Math.max(odds.get(attribute) ?? 0, Math.exp(SHARPNESS * (scores[i] as number))));
    const sum = [...odds.values()].reduce((all, one) => all + one, 0);
    const [best, of = 0] = [...odds].sort((a, b) => b[1] - a[1])[0] ?? [];
    const share = sum === 0 ? 0 : of / sum;
    const places = question.mentions.filter(({ kind }) => kind === "place").flatMap(({ ids }) => known.outside[ids[0] as string] ?? []);
    return {
      attribute: share >= LIKELY ? best : undefined,
      share,
      values: valuesOf(claimsIn(question), known),
      places: [...new Set(places.map(({ name }) => name[language]))],
    };
  };
  return Object.assign(propose, { language: (text: string) => ask({ text: text.slice(0, 1_000) }).language });
}

/** The intent that a class is an instance of, where facts answer it. */
function attributeOf(id: string, { facts, intents }: Knowledge): string | undefined {
  const intent = facts[id]?.as ?? id;
  return intents[intent]?.kind === "fact" ? intent : undefined;
}

/** By the names that the data gives its values: the first of the type that was found. */
function valuesOf(claims: readonly Claim[], { values }: Knowledge): Record<string, number> {
  const named = (type: string): string | undefined => Object.values(values).find((value) => value.type === type)?.id;
  const found: Record<string, number> = {};
  for (const { field, value, relation } of claims) {
    const id = field === "year" ? named(relation === "from" ? "since" : "year") : field === "perYear" ? named("perYear") : field;
    if (id !== undefined && id in values) found[id] ??= value;
  }
  return found;
}
