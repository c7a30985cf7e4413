// Slack's limits, restated as zod independently of the code that keeps to them:
// https://docs.slack.dev/reference/block-kit
import { z } from "zod";

const plainText = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
const text = (max: number) => z.union([plainText(max), mrkdwn(max)]);
const id = z.string().min(1).max(255);
const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) });
const confirm = z.strictObject({
  title: plainText(100),
  text: plainText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(["primary", "danger"]).optional(),
});
const button = z.strictObject({
  type: z.literal("button"),
  action_id: id,
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  accessibility_label: z.string().max(75).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  confirm: confirm.optional(),
});
const select = z.strictObject({
  type: z.literal("static_select"),
  action_id: id,
  initial_option: option.optional(),
  options: z.array(option).min(1).max(100),
});
const judged = z.strictObject({ text: plainText(75), accessibility_label: z.string().max(75).optional(), value: z.string().max(2000) });
const feedback = z.strictObject({ type: z.literal("feedback_buttons"), action_id: id, positive_button: judged, negative_button: judged });
const richText = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  style: z.strictObject({ bold: z.boolean() }).optional(),
});
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(richText).min(1) });
const richList = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  elements: z.array(richSection).min(1),
});

const shared = [
  z.strictObject({ type: z.literal("divider") }),
  z.strictObject({ type: z.literal("header"), text: plainText(150) }),
  z
    .strictObject({
      type: z.literal("section"),
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
      accessory: z.union([button, select]).optional(),
    })
    .refine((block) => block.text !== undefined || block.fields !== undefined),
  z.strictObject({ type: z.literal("context"), elements: z.array(text(2000)).min(1).max(10) }),
  z
    .strictObject({ type: z.literal("actions"), elements: z.array(button).min(1).max(25) })
    .refine(({ elements }) => new Set(elements.map(({ action_id }) => action_id)).size === elements.length, "each action id once"),
  z.strictObject({ type: z.literal("rich_text"), elements: z.array(z.union([richList, richSection])).min(1) }),
] as const;
const cell = z.strictObject({ type: z.literal("rich_text"), elements: z.array(richSection).length(1) });
const table = z
  .strictObject({
    type: z.literal("table"),
    column_settings: z.array(z.strictObject({ is_wrapped: z.boolean() })).max(20),
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  })
  .refine(({ rows }) => new Set(rows.map((row) => row.length)).size === 1, "as many cells in each row");
const messageOnly = z.strictObject({ type: z.literal("context_actions"), elements: z.array(feedback).min(1).max(5) });

const blocks = z
  .array(z.union([...shared, messageOnly, table]))
  .min(1)
  .max(50)
  .refine((all) => all.filter(({ type }) => type === "table").length <= 1, "one table a message");
const view = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("home"), blocks: z.array(z.union(shared)).min(1).max(100) }),
  z.strictObject({
    type: z.literal("modal"),
    title: plainText(24),
    close: plainText(24),
    blocks: z.array(z.union(shared)).min(1).max(100),
  }),
]);

/** All text of blocks together, which Slack limits to about 13,200 characters a message. */
export function amount(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + amount(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === "text" && typeof one === "string" ? one.length : amount(one)), 0);
}

/** Throws where Slack would refuse the message. */
export function messageOf(message: { text?: unknown; blocks?: unknown }): void {
  z.string().min(1).max(4000).parse(message.text);
  blocks.parse(message.blocks);
  z.number().max(12_500).parse(amount(message.blocks));
}

export const viewOf = (value: unknown): void => void view.parse(value);
