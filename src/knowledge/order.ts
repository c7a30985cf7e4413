// Files of subjects → the same in the order of the page: who opens it beside an answer finds the same order there.
import type { Read } from "./read.js";
import type { ForumFile } from "./schema.js";

interface Placed extends Read<ForumFile> {
  /** Null: the background of all kinds, which comes first. */
  readonly kind: string | null;
}
type Texts = readonly { readonly value: { readonly id: string }; readonly text: string }[];

export function inOrder<Some extends Placed>(all: readonly Some[], documents: Texts): Some[] {
  const kinds = [null, ...new Set(all.map(({ kind }) => kind))];
  const place = ({ kind, value }: Placed): readonly number[] => {
    const document = documents.findIndex(({ value: { id } }) => id === value.document);
    return [kinds.indexOf(kind), document, documents[document]?.text.indexOf(`\n${value.section}\n`) ?? -1];
  };
  const places = new Map(all.map((one) => [one, place(one)]));
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((n, i) => n !== b[i]);
    return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
  };
  return [...all].sort((a, b) => compare(places.get(a) as readonly number[], places.get(b) as readonly number[]));
}
