// A line for whoever runs a command → standard error: results alone go to standard output.

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Exit status of a command that was called wrongly. */
export function misused(text: string): number {
  say(text);
  return 2;
}
