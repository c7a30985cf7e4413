// A moment → its date in a time zone: `2026-12-02` begins an hour earlier in Oslo than in UTC.

/** `zone`: a name of the time zone database. Throws a `RangeError` if there is no such zone. */
export function createDay(zone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}

/** Whose days count where no other zone is set. */
export const ZONE = "Europe/Oslo";
/** No zone is off by less than this, in milliseconds: within it, the day is the same. */
const STEP = 15 * 60_000;

/** The day it is now, worked out once in a quarter of an hour. */
export function createToday(now: () => number, zone = ZONE): () => string {
  const dayOf = createDay(zone);
  let [step, today] = [Number.NaN, ""];
  return () => {
    const current = Math.floor(now() / STEP);
    if (current !== step) [step, today] = [current, dayOf(current * STEP)];
    return today;
  };
}
