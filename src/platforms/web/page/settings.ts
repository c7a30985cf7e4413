// What the page keeps about its reader, in the browser only: a random id, the language of the page, the appearance.
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from "../../../chat.js";

import { TEXTS } from "./texts.js";

export type Theme = "light" | "dark";

/** Where storage is forbidden the page works all the same, until it is closed. */
const shelf = new Map<string, string>();
function read(name: string): string | null {
  try {
    return localStorage.getItem(`forumbot.${name}`);
  } catch {
    return shelf.get(name) ?? null;
  }
}
function write(name: string, value: string): void {
  shelf.set(name, value);
  try {
    localStorage.setItem(`forumbot.${name}`, value);
  } catch {}
}

/** `crypto.randomUUID` is missing where the page is served without TLS to another machine. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function person(): string {
  const known = read("person");
  if (known !== null && UUID.test(known)) return known;
  const made = randomId();
  write("person", made);
  return made;
}

export const renewPerson = (): void => write("person", randomId());

export function language(): Language {
  const chosen = read("language");
  const kept = LANGUAGES.find((one) => one === chosen);
  if (kept !== undefined) return kept;
  for (const tag of navigator.languages) {
    const first = tag.toLowerCase().split("-")[0] ?? "";
    const spoken = LANGUAGES.find((one) => TEXTS[one].language.tags.includes(first));
    if (spoken !== undefined) return spoken;
  }
  return DEFAULT_LANGUAGE;
}

export const setLanguage = (chosen: Language): void => write("language", chosen);

const system = matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const chosen = read("theme");
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

export function setTheme(chosen: Theme): void {
  write("theme", chosen);
  showTheme();
}

const listeners = new Set<() => void>();
/** Told whenever the appearance changes, until it says that it need not be told again. */
export function onTheme(listener: () => "go on" | "done"): void {
  const told = (): void => {
    if (listener() === "done") listeners.delete(told);
  };
  listeners.add(told);
}

export function showTheme(): void {
  document.documentElement.dataset.theme = theme();
  for (const listener of listeners) listener();
}
system.addEventListener("change", showTheme);
