// HTTP request → checked values, or the error that says what was wrong with it.
import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { readBody, TooLarge } from "../../server.js";

/** The largest question is 4,000 characters; escaped as `\uXXXX` each takes six bytes. */
const LIMIT = 32_768;

/** Told to whoever called, with its status. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Seconds. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** A JSON body of the page's own making: a form on another site can send neither this type nor this mark. */
export async function readJson<Schema extends z.ZodType>(request: IncomingMessage, schema: Schema): Promise<z.output<Schema>> {
  if (!["same-origin", "none", undefined].includes(request.headers["sec-fetch-site"] as string | undefined))
    throw new Refused(403, "expected a request from this page");
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    throw new Refused(415, "expected content-type: application/json");
  let body: string;
  try {
    body = (await readBody(request, LIMIT)).toString("utf8");
  } catch (error) {
    if (error instanceof TooLarge) throw new Refused(413, error.message);
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Refused(400, "not JSON");
  }
  return checked(schema, value);
}

/** The query as an object; a name that stands twice counts as it stands last. */
export function readQuery<Schema extends z.ZodType>(request: IncomingMessage, schema: Schema): z.output<Schema> {
  const query = (request.url ?? "").split("?").slice(1).join("?");
  return checked(schema, Object.fromEntries(new URLSearchParams(query)));
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refused(
    400,
    parsed.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("; "),
  );
}
