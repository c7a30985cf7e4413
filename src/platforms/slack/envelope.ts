// A request's body → the kind of delivery. Rejects bodies without the form that Bolt takes for granted.
import { parse } from "node:querystring";
import { z } from "zod";
import { EVENTS } from "./listeners.js";
import { readDelivery } from "./read.js";

const id = z.string().min(1).max(255);
const who = z.object({ id });

const verification = z.object({ type: z.literal("url_verification"), challenge: z.string().max(1000) });
const callback = z.object({
  type: z.literal("event_callback"),
  event_id: id,
  team_id: id.nullish(),
  event: z.object({ type: z.string() }),
  authorizations: z.array(z.object({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() })).nullish(),
});
const command = z.object({
  command: z.string().startsWith("/"),
  text: z.string().optional(),
  user_id: id,
  channel_id: id,
  team_id: id.optional(),
});
const interaction = z.object({
  user: who,
  team: who.nullish(),
  enterprise: who.nullish(),
  channel: who.nullish(),
  response_url: z.url({ protocol: /^https?$/ }).nullish(),
});
const pressed = interaction.extend({
  type: z.literal("block_actions"),
  actions: z.array(z.object({ type: z.string(), action_id: id })).min(1),
});
const shortcut = interaction.extend({ type: z.enum(["message_action", "shortcut"]), callback_id: id });

export type Envelope =
  | { readonly kind: "verification"; readonly challenge: string }
  | { readonly kind: "event" | "command" | "action" | "shortcut"; readonly body: Record<string, unknown> }
  /** Signed by Slack, but nothing we handle. */
  | { readonly kind: "other" };

export const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase() === "application/x-www-form-urlencoded";

/** Undefined if the body can't be parsed. */
export function readEnvelope(contentType: string | undefined, body: string): Envelope | undefined {
  const fields = isForm(contentType) ? parse(body) : undefined;
  // a repeated field becomes a list, which Slack never sends
  if (fields !== undefined && Object.values(fields).some(Array.isArray)) return undefined;
  if (fields !== undefined && fields.payload === undefined) return readBody(fields);
  try {
    return readBody(JSON.parse((fields?.payload as string | undefined) ?? body));
  } catch {
    return undefined;
  }
}

export function readBody(value: unknown): Envelope | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const given = value as Record<string, unknown>;
  if (given.type === "url_verification") {
    const asked = verification.safeParse(given);
    return asked.success ? { kind: "verification", challenge: asked.data.challenge } : undefined;
  }
  if (given.type === "event_callback") return heard(known("event", callback, given));
  if (given.type === "block_actions") return known("action", pressed, given);
  if (given.type === "message_action" || given.type === "shortcut") return known("shortcut", shortcut, given);
  if (given.command !== undefined) return known("command", command, given);
  return { kind: "other" };
}

/** Bolt also takes the form of other events for granted, and of messages that aren't for us. */
function heard(envelope: Envelope | undefined): Envelope | undefined {
  if (envelope?.kind !== "event") return envelope;
  const { type } = envelope.body.event as { type: string };
  const message = type === "message" || type === "app_mention";
  return (message ? readDelivery(envelope.body) !== undefined : type in EVENTS) ? envelope : { kind: "other" };
}

function known(kind: "event" | "command" | "action" | "shortcut", form: z.ZodType, given: Record<string, unknown>): Envelope | undefined {
  // passed on unchanged: Bolt reads more of it than is checked here
  return form.safeParse(given).success ? { kind, body: given } : undefined;
}
