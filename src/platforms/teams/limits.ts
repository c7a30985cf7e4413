// Teams' limits, in one place; “subject to change”, as Microsoft says: learn.microsoft.com/microsoftteams/platform.

/** A message, cards and all, counted in UTF-16: 100 KB, else 413 (bots/how-to/format-your-bot-messages). */
export const MESSAGE_BYTES = 100 * 1024;
/** What sending adds to a message: ids, names and addresses of the conversation, each limited when read. */
export const ENVELOPE_BYTES = 16 * 1024;

/** Citations (bots/how-to/bot-messages-ai-generated-content). */
export const CITATIONS = 20;
export const CITATION_NAME = 80;
export const CITATION_ABSTRACT = 160;
export const CITATION_KEYWORD = 28;

/** Teams shows the first three of a message's suggested actions (bots/how-to/conversations/suggested-actions). */
export const SUGGESTIONS = 3;
/** Buttons of a card (teams-store-validation-guidelines). */
export const ACTIONS = 6;
/** Cards of bots (task-modules-and-cards: limited to 1.5; Action.Execute needs 1.4). */
export const CARD_VERSION = "1.5";
/** Results of one search (message-extensions: `queryOptions.count` is at most 25). */
export const HITS = 25;

/** A team with more members is not greeted (teams-store-validation-guidelines: no welcome in large teams). */
export const LARGE_TEAM = 100;

/** An inbound activity: Teams keeps messages under 100 KB, a card's data included; twice that is more than enough. */
export const BODY_BYTES = 256 * 1024;
/** The most characters of a message that are read. */
export const TEXT = 8_000;
/** A call of the connector, in milliseconds, and what is read of its answer: an id, an error, a list of keys. */
export const CALL = 10_000;
export const ANSWER_BYTES = 65_536;
