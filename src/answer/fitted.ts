// The constants that decide between answering, asking back and saying that the source doesn't say.
// `npm run fit` computes them on held-out authors; test/bench/README.md says how.

export const FITTED = {
  /** Margins are multiplied by this before the softmax. */
  sharpness: 4.5,
  /** Logistic regression over the evidence for the best answer. */
  trust: {
    bias: 0.69,
    weights: {
      odds: 0.86,
      rival: -0.4,
      lead: 0.5,
      unknown: -0.41,
      strange: -2.5,
      empty: -4.2,
      stranger: -3,
      personal: -2.5,
    },
  },
  /** From this confidence on, the likeliest fact is the answer. */
  answer: 0.4,
  /** Below this confidence, a fact that leaves a yes/no question open is not used. */
  open: 0.5,
  /** The same if no subject is named. */
  openBare: 0.85,
  /** A statement about no known subject is answered from this confidence on. */
  assertion: 0.9,
  /** A second reading with more than this share of the first one's probability counts as close. */
  close: 0.6,
  /** From this joint probability on, two close readings about different forums make the bot ask back. */
  clarify: 0.5,
  /** From this probability on, the bot says what the source doesn't say; below, that it did not understand. */
  untold: 0.4,
  /** From this probability of one question alone, it says which question the source does not answer. */
  label: 0.5,
  /** From this probability on, a question with a false presupposition about an outside organisation is corrected with the fact. */
  premise: 0.3,
  /** Thresholds of small talk and of abuse. */
  talk: 0.8,
  refuse: 0.4,
  /** Threshold of distress, if nothing else is likelier: offering help needlessly costs less than ignoring a person who needs it. */
  distress: 0.2,
  /** The same beside a question that is surely told. */
  distressBeside: 0.5,
  sure: 0.8,
  /** The quality of a clause that was not understood, with which the parts of a message are compared. */
  unclear: 0.12,
  /** Prior of reading a clause with the conversation rather than without. */
  memory: 0.65,
  /** The probability that a message is split at a cut, by the kind of the cut. */
  cuts: { sentence: 0.97, resumed: 0.1, joinedQuestion: 0.75, pausedQuestion: 0.7, question: 0.3, joined: 0.35, paused: 0.4, listed: 0.6 },
} as const;
