// Answer → the message: text with citations, or a card if there is more than a paragraph to show. Never both.
import type { Answer } from "../../chat.js";
import { clarify, listed } from "./answer-card.js";
import type { Outgoing } from "./card.js";
import { ENVELOPE_BYTES, MESSAGE_BYTES } from "./limits.js";
import { text } from "./message.js";
import type { Showing } from "./showing.js";
import { bytes } from "./text.js";

export function render(answer: Answer, showing: Showing, alone: boolean): Outgoing {
  return largest((room) => renderWithin(answer, showing, alone, room));
}

/** The first version within Teams' limit: with everything or, if that is too much, with half of it, a quarter … */
function largest(make: (room: number) => Outgoing): Outgoing {
  for (let room = 1; ; room /= 2) {
    const made = make(room);
    if (bytes(made) + ENVELOPE_BYTES <= MESSAGE_BYTES || room < 0.01) return made;
  }
}

function renderWithin(answer: Answer, showing: Showing, alone: boolean, room: number): Outgoing {
  if (answer.kind === "clarify" && answer.choices.length > 0) return clarify(answer, room);
  if (answer.kind === "answer" && answer.comparison !== null) return listed(answer, "", showing, room);
  const told = answer.kind === "answer" && answer.items.length > 0 ? beside(answer) : undefined;
  return told === undefined ? text(answer, showing, alone, room) : listed(answer, told, showing, room);
}

/** What an answer says beside its lead and its lines; undefined where it is put together otherwise: then it is told as text, whole. */
function beside({ answer, lead, items }: Answer): string | undefined {
  const lines = items.map(({ label, text }) => `• ${[label, text].filter(Boolean).join(": ")}`).join("\n");
  const whole = [lead, lines].filter((part) => part !== "").join("\n");
  return answer.startsWith(whole) ? answer.slice(whole.length).trim() : undefined;
}
