// Question → a normal form: two questions count as the same regardless of letter case, spaces and punctuation.
export function sameQuestion(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}{}]+/gu, " ")
    .trim();
}
