// A moment → its date in a time zone: `2026-12-02` begins an hour earlier in Oslo than in UTC.

/** `zone`: a name of the time zone database. Throws a `RangeError` if there is no such zone. */
export function createDay(zone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}
