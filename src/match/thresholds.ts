// The numbers that decide between answering, asking back and saying that the source does not tell.
// Set by `npm run bench -- thresholds` on hands that did not train; test/bench/README.md tells how and what they cost.

/** Margins are multiplied by this before the softmax. At 6 the log loss of the class is least (0.334 to 0.363); all else here is set at this one. */
export const SHARPNESS = 4.5;
/**
 * What makes an answer trustworthy: logistic regression over the answers to questions by hands that did not train
 * (4 hands, 3,660 questions, 1,352 of them without an answer in the source). Against the probability alone, 43 in place
 * of 51 wrong answers where 90 % of the answerable questions are answered.
 */
export const TRUST = { bias: 0.69, odds: 0.86, unknown: -0.41, strange: -2.5, empty: -6.8, rival: -0.4 };
/**
 * From this trust on, the likeliest fact is told. The costs alone would say 0.8, at 90 % of the answerable questions answered;
 * this is the highest at which fresh questions by unseen hands were still answered to 96 %, with 1 % of those without an answer told wrongly.
 */
export const ANSWER = 0.3;
/**
 * Nothing is told below this probability, however weak its rivals are. Of 1,595 questions by unseen hands 2 right answers and 1
 * wrong one fall away, and a wrong one costs as much as ten. At 0.2 another right one would.
 */
export const LEAST = 0.15;
/** A second reading with more than this share of the first one's probability is close to it. */
export const CLOSE = 0.6;
/** Two close readings of different forums are asked back about, from this probability of both together. */
export const CLARIFY = 0.5;
/** From this probability on, the bot says what the source does not tell; below, that it did not understand. */
export const UNTOLD = 0.4;
/** A question that presumes something of an outside organisation is corrected with the fact from this probability on. */
export const PREMISE = 0.3;
