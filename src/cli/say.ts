// A line for the person who runs a command → standard error: only results go to standard output.

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints how to call a command; returns the exit status of a wrong call. */
export function misused(text: string): number {
  say(text);
  return 2;
}
