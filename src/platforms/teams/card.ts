// The building blocks of cards. Texts are TextRuns, which no client reads as Markdown, so they are shown literally.
import { CARD_VERSION } from "./limits.js";
import { clip } from "./text.js";

export interface Block {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface Card {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: string;
  readonly msteams: { readonly width: "Full" };
  readonly fallbackText: string;
  readonly body: readonly Block[];
  readonly actions?: readonly Block[];
}

/** An outgoing activity of the Bot Framework. */
export interface Outgoing {
  readonly type: "message";
  readonly text?: string;
  readonly textFormat?: "markdown" | "plain";
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: Card }[];
  readonly entities?: readonly object[];
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly object[] };
  readonly channelData?: object;
}

/** `fallbackText` is shown by clients that can't show the card. */
export function card(fallbackText: string, body: readonly (Block | undefined)[], actions: readonly Block[] = []): Card {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: CARD_VERSION,
    msteams: { width: "Full" },
    fallbackText: clip(fallbackText, 300),
    body: body.filter((block) => block !== undefined),
    ...(actions.length > 0 ? { actions } : {}),
  };
}

export const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

/** `summary` is the text of the notification; a text beside the card would arrive as a separate message. */
export const cardMessage = (content: Card, rest: Partial<Outgoing> = {}): Outgoing => ({
  type: "message",
  summary: content.fallbackText,
  attachments: [{ contentType: ADAPTIVE, content }],
  ...rest,
});

export interface Style {
  readonly weight?: "Bolder";
  readonly size?: "Small" | "Medium";
  readonly isSubtle?: boolean;
  readonly italic?: boolean;
}

export const run = (text: string, style: Style = {}): Block => ({ type: "TextRun", text, ...style });

/** A paragraph of one or several runs. */
export const paragraph = (runs: string | readonly Block[], style: Style = {}, rest: Record<string, unknown> = {}): Block => ({
  type: "RichTextBlock",
  inlines: typeof runs === "string" ? [run(runs, style)] : runs,
  ...rest,
});

/** The only kind of text that screen readers know as a heading; it is also the only one whose Markdown must be escaped. */
export const heading = (text: string): Block => ({
  type: "TextBlock",
  text: text.replace(/[\\`*_[\]~]/g, "\\$&"),
  style: "heading",
  weight: "Bolder",
  size: "Medium",
  wrap: true,
});

/** What stands beside its number or its mark. */
export const row = (mark: Block, text: readonly Block[], rest: Record<string, unknown> = {}): Block => ({
  type: "ColumnSet",
  spacing: "Small",
  columns: [
    { type: "Column", width: "auto", items: [mark] },
    { type: "Column", width: "stretch", spacing: "Small", items: text },
  ],
  ...rest,
});

export const container = (items: readonly Block[], rest: Record<string, unknown> = {}): Block => ({ type: "Container", items, ...rest });

/** Posts the text in the person's name, so that everybody sees the question. */
export const say = (title: string, text = title): Block => ({
  type: "Action.Submit",
  title,
  data: { msteams: { type: "imBack", value: text } },
});

/** Questions to ask next, one below the other: a button would truncate them on a phone. */
export const asks = (questions: readonly string[], names = questions): Block[] =>
  questions.map((question, i) =>
    container([paragraph([run(names[i] ?? question), run("  ›", { isSubtle: true })])], {
      style: "emphasis",
      spacing: "Small",
      selectAction: say(names[i] ?? question, question),
    }),
  );

/** Shows and hides a part of the card without a request, so it works as long as the message exists. */
export const toggle = (title: string, id: string): Block => ({ type: "Action.ToggleVisibility", title, targetElements: [id] });

/** Sends a request; the response replaces the card for the person who pressed. Older clients send it as a message without text. */
export const execute = (title: string, verb: string, data: Record<string, unknown>, rest: Record<string, unknown> = {}): Block => ({
  type: "Action.Execute",
  title,
  verb,
  data,
  fallback: { type: "Action.Submit", title, data: { ...data, verb } },
  ...rest,
});
