// Slack's limits, in one place: https://docs.slack.dev/reference/block-kit and @slack/types 3.2. Lengths count after escaping.

export const LIMITS = {
  blocks: 50,
  viewBlocks: 100,
  text: 3000,
  header: 150,
  tableRows: 100,
  tableColumns: 20,
  /** Slack documents no limit for a cell: far more than any of ours. */
  cell: 1000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  actionId: 255,
  viewTitle: 24,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  prompts: 4,
  /** Slack refuses about 13,200 characters in the blocks of one message (undocumented: bolt-js issue 2509). */
  message: 12_500,
  /** `text` beside blocks: Slack truncates it from 40,000 on; a screen reader reads all of it. */
  topLevelText: 4000,
} as const;

/** The most characters of each part of an answer, so that together they stay below `LIMITS.message`. */
export const BUDGET = {
  answer: 4500,
  quotes: 2900,
  note: 600,
  sources: 1000,
  question: 300,
  elsewhere: 500,
  /** Members of a list, as buttons. */
  members: 1500,
} as const;

/** The largest accepted request, in bytes: Slack's are far smaller. */
export const BODY = 1_000_000;
/** How far a request's time stamp may differ from now, in seconds, in both directions. */
export const SKEW = 300;
/** Milliseconds after which a delivery that could not be stored is rejected: Slack waits three seconds. */
export const ACKNOWLEDGED = 2_500;
/** Time limit of a Web API call, in milliseconds. */
export const CALL = 10_000;
