// Payloads of every kind that Slack and Teams receive, for testing how the page shows them: blocks,
// citations, a card.
import type { Answer } from "../../../src/chat.js";
import type { Asked } from "../../../src/desk.js";
import { SURFACE } from "../../../src/surface.js";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({
  type: "mrkdwn",
  text: text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  verbatim: true,
});
const nextOf = ({ choices, suggestions }: Answer): readonly string[] => (choices.length > 0 ? choices : suggestions);

export function slack({ id, reply: { answer } }: Asked, today: string): unknown {
  const words = SURFACE[answer.language];
  const quotes = answer.citations.flatMap(({ shown, section }) => [
    { type: "rich_text", elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: shown }] }] },
    { type: "context", elements: [mrkdwn(section)] },
  ]);
  const buttons = nextOf(answer).map((text, index) => ({ type: "button", action_id: `ask-${index}`, text: plain(text), value: text }));
  const feedback = {
    type: "feedback_buttons",
    action_id: "feedback",
    positive_button: { text: plain(words.helpful), value: `helpful:${id}` },
    negative_button: { text: plain(words.unhelpful), value: `unhelpful:${id}` },
  };
  return {
    text: answer.answer,
    blocks: [
      { type: "section", text: mrkdwn(answer.answer) },
      ...quotes,
      ...answer.sources.map(({ title, publisher }) => ({ type: "context", elements: [mrkdwn(`*${title}*, ${publisher} (${today})`)] })),
      ...(buttons.length > 0 ? [{ type: "actions", elements: buttons }] : []),
      { type: "context_actions", elements: [feedback] },
    ],
  };
}

export function teams({ reply: { answer } }: Asked): unknown {
  const actions = nextOf(answer).map((title) => ({ type: "imBack", title, value: title }));
  if (answer.items.length > 0 || answer.comparison !== null)
    return { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card(answer) }] };
  const citation = answer.citations.map(({ shown, section }, index) => ({
    "@type": "Claim",
    position: index + 1,
    appearance: { "@type": "DigitalDocument", name: section.slice(0, 80), abstract: shown.slice(0, 160) },
  }));
  const marks = citation.map(({ position }) => ` [${position}]`).join("");
  return {
    type: "message",
    textFormat: "markdown",
    text: `${answer.answer.replaceAll("• ", "- ")}${marks}`,
    entities: [{ type: "https://schema.org/Message", "@type": "Message", citation }],
    suggestedActions: { actions },
    channelData: { feedbackLoop: { type: "default" } },
  };
}

const card = ({ lead, items, citations, suggestions }: Answer) => ({
  type: "AdaptiveCard",
  version: "1.5",
  body: [
    { type: "TextBlock", text: `**${lead}**`, wrap: true, size: "Medium", style: "heading" },
    ...items.flatMap(({ text, citation }) => [
      { type: "TextBlock", text, wrap: true },
      { type: "TextBlock", text: `«${citations[citation]?.shown}»`, wrap: true, isSubtle: true, size: "Small" },
    ]),
  ],
  actions: suggestions.map((title) => ({ type: "Action.Execute", title, verb: "ask", data: { question: title } })),
});
