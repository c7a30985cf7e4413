// A command about the store, as it was typed → what it does and its exit status.
import type { Knowledge } from "../knowledge/types.js";
import { backup, type Due, forget, report } from "./store.js";

const say = (text: string): void => void process.stderr.write(`${text}\n`);

interface Options {
  readonly csv: boolean;
  readonly platform?: string | undefined;
  readonly workspace?: string | undefined;
  readonly user?: string | undefined;
}

export async function run(
  command: "report" | "backup" | "forget",
  [file]: readonly string[],
  { csv, platform, workspace, user }: Options,
  know: () => Promise<Knowledge>,
): Promise<number> {
  if (command === "report") {
    await report(csv, overdue(await know(), new Date().toISOString().slice(0, 10)), (text) => void process.stdout.write(text));
    return 0;
  }
  if (command === "backup") {
    if (file === undefined) return misused("backup: expected the name of a file");
    await backup(file);
    say(`the database is in ${file}; without its key (SECRET_KEYS, or secret.key beside the database) nobody reads it`);
    return 0;
  }
  if (!platform || !workspace || !user) return misused("forget: expected --platform, --workspace and --user");
  const { conversations, answers, feedback, language } = await forget({ platform, workspace, user });
  say(
    `deleted: ${conversations} conversations, ${answers} answers, ${feedback} verdicts, ${language === null ? "no" : "a"} choice of language`,
  );
  return 0;
}

function misused(text: string): number {
  say(text);
  return 2;
}

/** Facts of documents whose day of review has passed. */
export function overdue({ facts, documents }: Pick<Knowledge, "facts" | "documents">, today: string): Due[] {
  return Object.values(facts).flatMap(({ id, document }) => {
    const reviewBy = documents[document]?.reviewBy ?? "";
    return reviewBy < today ? [{ id, document, reviewBy }] : [];
  });
}
