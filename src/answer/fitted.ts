// The numbers that decide between answering, asking back and saying that the source does not tell.
// `npm run fit` sets them on hands that did not train; test/bench/README.md tells how and what they cost.

export const FITTED = {
  /** Margins are multiplied by this before the softmax. */
  sharpness: 4.5,
  /** Logistic regression over the evidence for what would be told. */
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
  /** From this trust on, the likeliest fact is told. */
  answer: 0.4,
  /** Below this trust, a fact that leaves a yes/no question open is not told. */
  open: 0.5,
  /** The same where nobody is named. */
  openBare: 0.85,
  /** What asserts something of nobody that the source knows is answered from this trust on. */
  assertion: 0.9,
  /** A second reading with more than this share of the first one's probability is close to it. */
  close: 0.6,
  /** Two close readings of different forums are asked back about, from this probability of both together. */
  clarify: 0.5,
  /** From this probability on, the bot says what the source does not tell; below, that it did not understand. */
  untold: 0.4,
  /** From this probability of one question alone, it says which question the source does not answer. */
  label: 0.5,
  /** A question that presumes something of an outside organisation is corrected with the fact from this probability on. */
  premise: 0.3,
  /** Chatter, and hatred. */
  talk: 0.8,
  refuse: 0.4,
  /** Despair, where nothing else is likelier: telling where help is costs less than a shrug at somebody who needs it. */
  distress: 0.2,
  /** The quality of a reading that was not understood: what parts of a message are compared with. */
  unclear: 0.12,
  /** With the conversation rather than without. */
  memory: 0.65,
  /** How likely a message parts at a cut, by what stands there. */
  cuts: { sentence: 0.97, resumed: 0.1, joinedQuestion: 0.75, pausedQuestion: 0.7, question: 0.3, joined: 0.35, paused: 0.4 },
} as const;
