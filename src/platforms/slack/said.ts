// Answer → the blocks of the bot's own words, and whether all of them found room.
import type { Answer, Comparison } from "../../chat.js";
import { WORDS } from "../../language/index.js";
import { type Block, bullets, escaped, sections, sound, table } from "./blocks.js";
import { BUDGET, LIMITS } from "./limits.js";

/** Lists as lists, comparisons as tables. */
export function saidIn(answer: Answer): { blocks: Block[]; whole: boolean } {
  const { lead, items, language } = answer;
  if (answer.kind === "clarify") return { blocks: sections(clarified(answer), BUDGET.answer), whole: true };
  const compared = answer.comparison === null ? undefined : tableOf(answer.comparison);
  if (compared !== undefined) return { blocks: [...sections(lead, BUDGET.answer / 2), compared], whole: true };
  const lines = items.map(({ label, text }) => [label, text].filter(Boolean).join(": "));
  const listed = [lead, ...lines.map((line) => `• ${line}`)].filter((line) => line !== "").join("\n");
  // what stands after the list ("of X the source does not tell") is part of the answer too
  if (lines.length === 0 || lead === "" || !answer.answer.startsWith(listed)) {
    const whole = escaped(sound(answer.answer).trim()).length <= BUDGET.answer;
    return { blocks: sections(answer.answer || WORDS[language].phrases.notUnderstood, BUDGET.answer), whole };
  }
  const rest = answer.answer.slice(listed.length).trim();
  let room: number = BUDGET.answer - escaped(lead).length - escaped(rest).length;
  const shown: string[] = [];
  for (const line of lines) {
    room -= escaped(line).length;
    if (room < 0 || line.length > LIMITS.text) break;
    shown.push(line);
  }
  const list = shown.length === 0 ? [] : [bullets(shown)];
  return {
    blocks: [...sections(lead, BUDGET.answer / 2), ...list, ...sections(rest, BUDGET.answer / 2)],
    whole: shown.length === lines.length && lead.length + rest.length < BUDGET.answer / 2,
  };
}

/** Undefined where it has more in it than a table may: then it is told line by line. */
function tableOf({ subjects, rows }: Comparison): Block | undefined {
  const all = [["", ...subjects], ...rows.map(({ aspect, cells }) => [aspect, ...subjects.map((_, i) => cells[i]?.text ?? "")])];
  const size = all.flat().reduce((sum, text) => sum + text.length, 0);
  const fits = all.length <= LIMITS.tableRows && subjects.length < LIMITS.tableColumns && size <= BUDGET.answer / 2;
  return rows.length > 0 && fits && all.flat().every((text) => text.length <= LIMITS.cell) ? table(all) : undefined;
}

/** The readings are buttons; they stand in the text too only where a button would cut them short. */
function clarified(answer: Answer): string {
  const fits = answer.choices.every((choice) => choice.length <= LIMITS.buttonText);
  return fits ? (answer.answer.split("\n• ", 1)[0] as string) : answer.answer;
}
