// The day it is where the bot's owner lives, which is another one than in UTC for an hour or two each night.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createDay, createToday } from "../src/day.js";

it("begins at midnight in the zone, in summer and in winter", () => {
  let now = Date.parse("2026-12-01T22:59:59.999Z");
  const today = createToday(() => now);
  expect(today()).toBe("2026-12-01");
  now++;
  expect(today()).toBe("2026-12-02");
  now = Date.parse("2026-07-01T22:00:00Z");
  expect(today()).toBe("2026-07-02");
  expect(createToday(() => now, "UTC")()).toBe("2026-07-01");
});

it("is the day of each moment, in every zone and however it is asked for", () => {
  const zone = fc.constantFrom("Europe/Oslo", "UTC", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns");
  const time = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(zone, fc.array(time, { minLength: 1, maxLength: 20 }), (name, times) => {
      let now = 0;
      const [today, dayOf] = [createToday(() => now, name), createDay(name)];
      for (const moment of times) {
        now = moment.getTime();
        expect(today()).toBe(dayOf(now));
      }
    }),
    { seed: 1 },
  );
});
