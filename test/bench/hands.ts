// The training examples → who wrote them: what all but one hand wrote trains, what that hand wrote
// is asked.

import { ownQuestions } from "../../src/classify/model.js";
import { fillSlots } from "../../src/classify/slots.js";
import { load } from "../../src/knowledge/load.js";
import type { Example, Knowledge } from "../../src/knowledge/types.js";
import { ROOT } from "../../src/open.js";

/** Different voices, each about a fourteenth of the examples. */
export const HANDS = ["fiona", "olav", "amir", "tom"] as const;

/** As in train(): the peers learn from the very same texts. */
const TRAINING_SEED = 20261122;
const TEST_SEED = 7;

export interface Split {
  readonly knowledge: Knowledge;
  /** For the project's own train(): slots not filled yet. */
  readonly examples: readonly Example[];
  /** For the peers: slots filled, and the questions of the data added, as train() does. */
  readonly filled: readonly Example[];
  readonly questions: readonly Example[];
}

/** `hand` undefined: everything trains, nothing is asked. */
export function split(hand: string | undefined): Split {
  const { knowledge, examples } = load(ROOT);
  const rest = examples.filter(({ by }) => by !== hand);
  return {
    knowledge,
    examples: rest,
    filled: fillSlots([...rest, ...ownQuestions(knowledge, rest)], knowledge, TRAINING_SEED),
    questions: firstFills(
      examples.filter(({ by }) => by === hand),
      knowledge,
    ),
  };
}

/** Slots filled as in training, but each example asked once, however many copies it trains with. */
function firstFills(examples: readonly Example[], knowledge: Knowledge): Example[] {
  const numbered = examples.map((example, number) => ({ ...example, number }));
  const filled = fillSlots(numbered, knowledge, TEST_SEED) as (typeof numbered)[number][];
  return filled.filter(({ number }, i) => filled[i - 1]?.number !== number);
}
