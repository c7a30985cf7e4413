// The interface of the store, as the rest of the program sees it. Every implementation passes one contract test.
import type { AnswerKind, Language, Memory } from "../chat.js";

/** The person who asks, by the platform's own ids. A store keeps keyed hashes of these, never the ids. */
export interface Person {
  /** `slack`, `teams` or `web`. */
  readonly platform: string;
  /** Workspace, organisation or tenant. */
  readonly workspace: string;
  readonly user: string;
}

/** An accepted delivery, to be answered once. */
export interface Work {
  /** The same for every delivery of the same message. */
  readonly key: string;
  readonly platform: string;
  /** What the platform needs to resume it, as JSON. Stored encrypted, deleted when it is finished. */
  readonly body: unknown;
  /** 1 at first; incremented whenever it is resumed. */
  readonly attempt: number;
  /** Milliseconds since it was accepted. */
  readonly age: number;
  /** Whether a reply was being sent when it was interrupted: it may have arrived. */
  readonly sending: boolean;
}

/**
 * Deliveries between being accepted and being answered. An accepted job is under this instance's lease; when the lease
 * expires (the instance died), any instance may take over.
 */
export interface Inbox {
  /** Durable when it resolves. `duplicate`: seen within the last day, finished or not. */
  accept(work: Pick<Work, "key" | "platform" | "body">, person?: Person): Promise<"new" | "duplicate">;
  /** Call it just before a reply is sent. Throws if the lease was lost: another instance answers. */
  sending(key: string): Promise<void>;
  /**
   * Marks it as answered or given up. `reply` is the reply's location, for a later edit or deletion of the message; `also` is
   * another name of the message.
   */
  finish(key: string, reply?: { readonly message: string; readonly also?: string; readonly place: string }): Promise<void>;
  /** Postpones it for at least `delay` milliseconds. */
  retry(key: string, delay: number): Promise<void>;
  /** Takes over jobs, of these platforms or of all, whose lease or delay has ended. */
  take(limit: number, platforms?: readonly string[]): Promise<readonly Work[]>;
  /** Whether a reply is coming (`elsewhere`: from another instance), or may exist unrecorded (`perhaps`). */
  replying(key: string): Promise<"elsewhere" | "perhaps" | "no">;
  /** Number of unfinished jobs. */
  waiting(): Promise<number>;
}

/** One answered question, as stored with its conversation. */
export interface Turn {
  /** The answer's id, made by the desk; its buttons carry it. */
  readonly answer: string;
  readonly question: string;
  /** BCP 47 tag that came with the question. */
  readonly locale?: string | undefined;
  /** The conversation's memory when it was asked: with it, the bot gives the same answer again. */
  readonly before?: Memory | undefined;
  readonly kind: AnswerKind;
  readonly language: Language;
  readonly intent: string | null;
  readonly subjects: readonly string[];
}

export interface Conversation {
  readonly memory: Memory;
  readonly last: Turn;
}

/** What a follow-up needs; nothing of it is typed text. */
export interface Goes {
  readonly memory: Memory;
  readonly last: Pick<Turn, "answer" | "before">;
}

/** What is known when a question arrives. */
export interface Recalled {
  readonly conversation: Goes | undefined;
  readonly language: Language | undefined;
}

export type Verdict = "helpful" | "unhelpful";

/** How much is stored about a person. */
export interface Kept {
  readonly language: Language | null;
  readonly conversations: number;
  readonly answers: number;
  readonly feedback: number;
  readonly questions: number;
}

/** Pages that documents were taken from, by the document's id. Nothing of it is about a person, and nothing of it is sealed. */
export interface Watched {
  /** What was found last. */
  all(): Promise<ReadonlyMap<string, unknown>>;
  /** For one instance, where the page is due; it isn't again for `lease` milliseconds, unless more is kept. */
  take(document: string, lease: number): Promise<{ readonly found: unknown } | undefined>;
  /** To be looked at again after `delay` milliseconds. */
  keep(document: string, found: unknown, delay: number): Promise<void>;
}

export interface Store {
  readonly inbox: Inbox;
  readonly watched: Watched;
  /** Undefined after 30 minutes of silence. */
  conversation(key: string): Promise<Conversation | undefined>;
  /** `conversation` and `language` at once. */
  recall(key: string, person: Person): Promise<Recalled>;
  /** Keeps what the conversation now remembers, and the answer for feedback; both for the person to see and delete. Durable when it resolves. */
  remember(key: string, person: Person, conversation: Conversation): Promise<void>;
  /** A turn by its answer's id, while its text is stored (30 minutes). */
  turn(answer: string): Promise<Turn | undefined>;
  /** The location of the reply to a message, in the platform's own format. */
  place(message: string): Promise<string | undefined>;
  /** If given the message's author, it is deleted with their data. */
  setPlace(message: string, place: string | undefined, person?: Person): Promise<void>;
  language(person: Person): Promise<Language | undefined>;
  /** Undefined for the language of each question. */
  setLanguage(person: Person, language: Language | undefined): Promise<void>;
  /** One rating per person and answer; `unknown`: no such answer is stored. */
  feedback(person: Person, answer: string, verdict: Verdict): Promise<"counted" | "changed" | "same" | "unknown">;
  kept(person: Person): Promise<Kept>;
  /** Deletes everything stored about the person, and returns how much that was. */
  forget(person: Person): Promise<Kept>;
  /** True for the first call with a key (a welcome, a hint), false for later ones. If given a person, it is deleted with their data. */
  once(key: string, person?: Person): Promise<boolean>;
  /** Credentials of installed workspaces, by the platform's key; stored encrypted. */
  installation(key: string): Promise<unknown>;
  setInstallation(key: string, value: unknown | undefined): Promise<void>;
  /** Runs `work` while no other instance runs any with the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Throws if the store can't be reached. */
  ready(): Promise<void>;
  /** Hands over unfinished jobs to other instances. */
  close(): Promise<void>;
}

/** A limiter's decision on one more question. */
export type Allowance =
  | { readonly allowed: true }
  /** `retryAfter` in milliseconds; `again`: the person has already been refused in this time. */
  | { readonly allowed: false; readonly retryAfter: number; readonly again?: true };
/** `address`: counted instead of the workspace on platforms where people could choose that freely. */
export type Limit = (person: Person, address?: string) => Promise<Allowance>;
