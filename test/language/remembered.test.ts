// The cache of words: made once, dropped in time, and never a number or the surrounding text.
import { expect, it } from "vitest";
import { madeOnce, ownOf, remembered } from "../../src/language/remembered.js";

function counting(most?: number) {
  const made: string[] = [];
  const of = remembered((word: string) => {
    made.push(word);
    return word.length;
  }, most);
  return { of, made };
}

it("makes what a word comes to once", () => {
  const { of, made } = counting();
  expect(["møte", "avtale", "møte"].map(of)).toEqual([4, 6, 4]);
  expect(made).toEqual(["møte", "avtale"]);
});

it("keeps no number that may be somebody's, and no endless words", () => {
  const { of, made } = counting();
  const words = ["12345678901", "a12345", "x".repeat(41)];
  for (const word of [...words, ...words]) of(word);
  expect(made).toHaveLength(6);
});

it("forgets what nobody wrote while many others came, and keeps what is written again and again", () => {
  const { of, made } = counting(8);
  const letters = [..."abcdefghijklmnop"];
  of("often");
  for (const letter of letters) {
    of(letter);
    of("often");
  }
  expect(made.filter((word) => word === "often")).toHaveLength(1);
  of("a");
  expect(made.filter((word) => word === "a")).toHaveLength(2);
});

it("copies a word as it is", () => {
  for (const word of ["møte", "ẞ", "日本語", ""]) expect(ownOf(word)).toBe(word);
});

it("makes what a value comes to once for each value", () => {
  let times = 0;
  const of = madeOnce((value: { readonly n: number }) => {
    times += 1;
    return value.n;
  });
  const one = { n: 1 };
  expect([of(one), of(one), of({ n: 1 })]).toEqual([1, 1, 1]);
  expect(times).toBe(2);
});
