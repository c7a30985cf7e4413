// Question → the form in which two questions count as the same: letter case, spaces and punctuation aside.
export function sameQuestion(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}{}]+/gu, " ")
    .trim();
}
