// Days of a document → the values that readers and reviewers see: the day in words, and the day from which it may be out of date.
import type { Phrase } from "../chat.js";

const DAY = 24 * 60 * 60 * 1000;

/** Dates are written the same way in both Norwegian written forms. */
export function dayInWords(day: string): Phrase {
  const written = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
  return { nb: written("nb"), nn: written("nb"), en: written("en-GB") };
}

export const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** From one day to another, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
