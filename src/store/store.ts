// What outlives a message, as the rest of the program sees it: types only. Every implementation passes one contract test.
import type { AnswerKind, Language, Memory } from "../chat.js";

/** Who asks, by the platform's own ids. A store keeps keyed hashes of it, never the ids. */
export interface Person {
  /** `slack`, `teams` or `web`. */
  readonly platform: string;
  /** Workspace, organisation or tenant. */
  readonly workspace: string;
  readonly user: string;
}

/** A delivery that was accepted and is to be answered once. */
export interface Work {
  /** The same for every delivery of the same message. */
  readonly key: string;
  readonly platform: string;
  /** What the platform needs to take it up again, as JSON. Kept encrypted, dropped when it is finished. */
  readonly body: unknown;
  /** 1 at first; raised whenever it is taken up again. */
  readonly attempt: number;
  /** Milliseconds since it was accepted. */
  readonly age: number;
  /** Whether a reply was under way when it was left: it may have arrived. */
  readonly sending: boolean;
}

/**
 * Deliveries between being accepted and being answered. An accepted work is under a lease of this instance; when the lease
 * ends unfinished (the instance died), any instance may take it.
 */
export interface Inbox {
  /** Durable when it resolves. `duplicate`: seen within the last day, finished or not. */
  accept(work: Pick<Work, "key" | "platform" | "body">, person?: Person): Promise<"new" | "duplicate">;
  /** Just before a reply is handed to the platform. Throws where the lease was lost: another instance answers. */
  sending(key: string): Promise<void>;
  /**
   * Answered, or given up. `reply` says where the reply stands, for a later edit or deletion of the message; `also` is another
   * name of the message.
   */
  finish(key: string, reply?: { readonly message: string; readonly also?: string; readonly place: string }): Promise<void>;
  /** To be taken up again, not before `delay` milliseconds from now. */
  retry(key: string, delay: number): Promise<void>;
  /** Works, of these platforms or of all, whose lease has ended or whose delay is over: taken under a lease of this instance. */
  take(limit: number, platforms?: readonly string[]): Promise<readonly Work[]>;
  /** Whether a reply comes (`elsewhere`: another instance has it under its lease), or may stand that nobody has noted (`perhaps`). */
  replying(key: string): Promise<"elsewhere" | "perhaps" | "no">;
  /** How many are unfinished. */
  waiting(): Promise<number>;
}

/** One answered question, as it is kept with its conversation. */
export interface Turn {
  /** The answer's own id, given by the desk; buttons carry it. */
  readonly answer: string;
  readonly question: string;
  /** BCP 47 tag that came with the question. */
  readonly locale?: string | undefined;
  /** What the conversation remembered when it was asked: asked again with it, the bot says the same. */
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

/** What a conversation goes on from: nothing of it is as somebody typed it. */
export interface Goes {
  readonly memory: Memory;
  readonly last: Pick<Turn, "answer" | "before">;
}

/** What is known when somebody asks. */
export interface Recalled {
  readonly conversation: Goes | undefined;
  readonly language: Language | undefined;
}

export type Verdict = "helpful" | "unhelpful";

/** How much is kept about a person. */
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
  /** A turn by its answer's id, while its text is kept (30 minutes). */
  turn(answer: string): Promise<Turn | undefined>;
  /** Where the reply to a message stands, as the platform wrote it. */
  place(message: string): Promise<string | undefined>;
  /** With the person whose message it is of, it is forgotten with them. */
  setPlace(message: string, place: string | undefined, person?: Person): Promise<void>;
  language(person: Person): Promise<Language | undefined>;
  /** Undefined: as the question is written. */
  setLanguage(person: Person, language: Language | undefined): Promise<void>;
  /** One verdict a person and answer; `unknown`: no such answer is kept. */
  feedback(person: Person, answer: string, verdict: Verdict): Promise<"counted" | "changed" | "same" | "unknown">;
  kept(person: Person): Promise<Kept>;
  /** Deletes all that is kept about the person, and says how much that was. */
  forget(person: Person): Promise<Kept>;
  /** Once per key, whoever asks first (a welcome, a hint). True for the first. With the person that it is about, it is forgotten with them. */
  once(key: string, person?: Person): Promise<boolean>;
  /** Credentials of installed workspaces, by the platform's key; kept encrypted. */
  installation(key: string): Promise<unknown>;
  setInstallation(key: string, value: unknown | undefined): Promise<void>;
  /** Runs `work` while no other instance runs one under the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Throws where the store can't be reached. */
  ready(): Promise<void>;
  /** Hands over what is unfinished to other instances. */
  close(): Promise<void>;
}

/** What a limiter says of one more question. */
export type Allowance =
  | { readonly allowed: true }
  /** `retryAfter` in milliseconds; `again`: the person was refused in this time already. */
  | { readonly allowed: false; readonly retryAfter: number; readonly again?: true };
/** `address`: counted in place of the workspace, where there is none that people can't choose. */
export type Limit = (person: Person, address?: string) => Promise<Allowance>;
