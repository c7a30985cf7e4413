// A pressed button → the panel that replaces the card, in the person's language.
import { z } from "zod";
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from "../../chat.js";
import type { Desk } from "../../desk.js";
import { fill, languageOfLocale } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import type { Card } from "./card.js";
import { forgetPanel, forumsPanel, helpPanel, languagePanel, privacyPanel } from "./panels.js";
import { type Activity, isPersonal, personOf } from "./read.js";
import type { Showing } from "./showing.js";

const language = z.enum(LANGUAGES);
const ACTION = z.discriminatedUnion("verb", [
  z.object({ verb: z.literal("help"), language }),
  z.object({ verb: z.literal("forums"), language }),
  z.object({ verb: z.literal("language"), language, choice: z.enum([...LANGUAGES, "auto"]).optional(), within: z.boolean().optional() }),
  z.object({ verb: z.literal("privacy"), language }),
  z.object({ verb: z.literal("forget"), language, sure: z.boolean().optional() }),
]);

export type Action = z.infer<typeof ACTION>;

/** The `verb` and data of our buttons; undefined for anything else. */
export const readAction = (value: unknown): Action | undefined => ACTION.safeParse(value).data;

export interface Around {
  readonly desk: Desk;
  readonly showing: () => Showing;
  /** What the command is called in Slack: people type it here, too. */
  readonly command: string;
  readonly retentionDays: number;
}

/** The language outside of answers: the chosen one, the message's, the app's. */
export async function languageFor(desk: Desk, activity: Activity, said?: Language): Promise<Language> {
  const chosen = await desk.language(personOf(activity)).catch(() => undefined);
  return chosen ?? said ?? languageOfLocale(activity.locale ?? undefined) ?? DEFAULT_LANGUAGE;
}

/** `within`: the panel replaces the help card, and leads back to it. */
export async function act(action: Action, activity: Activity, around: Around, within: boolean): Promise<Card> {
  const { desk, showing, retentionDays } = around;
  const { language: shown } = action;
  const person = personOf(activity);
  switch (action.verb) {
    case "help":
      return helpPanel(shown, showing(), SURFACE[shown].greeting);
    case "forums":
      return forumsPanel(shown, showing(), within);
    case "language": {
      const { choice } = action;
      if (choice === undefined) return languagePanel(shown, await desk.language(person), within);
      await desk.setLanguage(person, choice === "auto" ? undefined : choice);
      const next = choice === "auto" ? shown : choice;
      return languagePanel(next, choice === "auto" ? undefined : choice, action.within ?? within, SURFACE[next].languageSet[choice]);
    }
    case "privacy":
      return privacyPanel(shown, retentionDays, isPersonal(activity) ? await keptLine(desk, activity, shown) : undefined, within);
    case "forget":
      if (action.sure === true) await desk.forget(person);
      return forgetPanel(shown, action.sure === true);
  }
}

async function keptLine(desk: Desk, activity: Activity, shown: Language): Promise<string> {
  const { keptNothing, keptCounts, languages } = SURFACE[shown];
  const kept = await desk.kept(personOf(activity));
  const { language: chosen, ...counts } = kept;
  if (chosen === null && Object.values(counts).every((count) => count === 0)) return keptNothing;
  return fill(keptCounts, { ...counts, language: languages[chosen ?? "auto"] });
}
