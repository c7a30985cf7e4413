// What the bare apps send: about as much as an answer of the bot, always the same.
const TEXT =
  "The group meets twice a year: in a meeting of senior officials and in a combined meeting of ministers and senior officials.";

export const BLOCKS = [
  { type: "section", text: { type: "mrkdwn", text: TEXT } },
  { type: "context", elements: [{ type: "mrkdwn", text: `> ${TEXT}` }] },
  {
    type: "actions",
    elements: ["a", "b", "c"].map((id) => ({
      type: "button",
      action_id: id,
      value: id,
      text: { type: "plain_text", text: "Who arranges the meetings?" },
    })),
  },
];

export const ACTIVITY = {
  type: "message",
  textFormat: "markdown",
  text: `${TEXT}\n\n> ${TEXT}`,
  suggestedActions: {
    actions: ["a", "b", "c"].map(() => ({
      type: "imBack",
      title: "Who arranges the meetings?",
      value: "Who arranges the meetings?",
    })),
  },
};
