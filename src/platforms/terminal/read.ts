// A line of JSON → a question with its id, or the error that says what was wrong with it.
import { z } from "zod";

const line = z.object({
  id: z.union([z.string(), z.number()], "a string or a number"),
  text: z.string("a string"),
  conversation: z.string("a string").nullish(),
  locale: z.string("a string").nullish(),
});

export type Line = z.output<typeof line>;
export interface LineError {
  readonly id: string | number | null;
  readonly error: { readonly message: string; readonly expected: string };
}

const EXPECTED = '{"id": string or number, "text": string, "conversation"?: string, "locale"?: string}';

export function readLine(source: string): Line | LineError {
  const wrong = (id: Line["id"] | null, message: string): LineError => ({ id, error: { message, expected: EXPECTED } });
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return wrong(null, "not JSON");
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  const message = parsed.error.issues
    .map((issue) => `${issue.path.length > 0 ? `${issue.path.join(".")}: ` : ""}${issue.message}`)
    .join("; ");
  return wrong(id.success ? id.data.id : null, message);
}
