// The numbers that decide between answering, asking back and saying that the source does not tell.
// Set by `npm run eval -- --tune` on hands that did not train; see test/bench/README.md for how and what they cost.

/** Margins are multiplied by this before the softmax: least log loss on hands that did not train. */
export const SHARPNESS = 4.5;
/** From this probability on, a reading is answered. */
export const ANSWER = 0.5;
/** From this probability on, two close readings are asked back about. */
export const CLARIFY = 0.3;
