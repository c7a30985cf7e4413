// A Teams invoke → its response: a card's button, feedback on an answer, a search.
import { z } from "zod";
import { WORDS } from "../../language/index.js";
import { type Around, act, languageFor, readAction } from "./actions.js";
import { ADAPTIVE } from "./card.js";
import { TEAMS } from "./phrases.js";
import { type Activity, dialogueOf, personOf } from "./read.js";
import { search } from "./search.js";

export interface Invoked {
  readonly status: 200 | 501;
  readonly body?: object;
}

export interface Invoking extends Around {
  /** The answer in one of our messages. */
  readonly answerOf: (activity: Activity, message: string) => Promise<string | undefined>;
  readonly failed: (error: unknown) => void;
}

/** Never throws: errors go to `failed`, and Teams gets a response of the expected kind. */
export async function invoke(activity: Activity, invoking: Invoking): Promise<Invoked> {
  switch (activity.name) {
    case "adaptiveCard/action":
      return { status: 200, body: await pressed(activity, invoking) };
    case "message/submitAction":
      await judged(activity, invoking).catch(invoking.failed);
      // Teams shows anything but an empty object as an error
      return { status: 200, body: {} };
    case "composeExtension/query":
      return { status: 200, body: await searched(activity, invoking) };
    default:
      return { status: 501 };
  }
}

const PRESSED = z.object({ action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).nullish() }) });

async function pressed(activity: Activity, invoking: Invoking): Promise<object> {
  const { verb, data } = PRESSED.safeParse(activity.value).data?.action ?? {};
  const action = readAction({ ...data, verb });
  if (action === undefined) return refused(400, "BadRequest", TEAMS[await languageFor(invoking.desk, activity)].unknownButton);
  try {
    // pressed in the help card, or in a panel that replaced it
    const within = action.verb !== "language" || action.choice === undefined || action.within === true;
    return { statusCode: 200, type: ADAPTIVE, value: await act(action, activity, invoking, within) };
  } catch (error) {
    invoking.failed(error);
    return refused(500, "InternalServerError", WORDS[action.language].phrases.failure);
  }
}

const refused = (statusCode: number, code: string, message: string): object => ({
  statusCode,
  type: "application/vnd.microsoft.error",
  value: { code, message },
});

/** Text written beside the thumb is not stored: people weren't told what would happen to it. */
const VERDICT = z.object({ actionValue: z.object({ reaction: z.enum(["like", "dislike"]) }) });

async function judged(activity: Activity, { desk, answerOf }: Invoking): Promise<void> {
  const reaction = VERDICT.safeParse(activity.value).data?.actionValue.reaction;
  if (reaction === undefined) return;
  const message = activity.replyToId;
  const named = message == null ? undefined : await answerOf(activity, message);
  const answer = named ?? (await desk.again({ conversation: dialogueOf(activity) }))?.id;
  if (answer !== undefined) await desk.feedback(personOf(activity), answer, reaction === "like" ? "helpful" : "unhelpful");
}

async function searched(activity: Activity, { desk, showing, failed }: Invoking): Promise<object> {
  try {
    return await search(activity, desk, showing());
  } catch (error) {
    failed(error);
    return { composeExtension: { type: "message", text: WORDS[await languageFor(desk, activity)].phrases.failure } };
  }
}
