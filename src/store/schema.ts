// The tables as Kysely sees them. Keys and people are keyed hashes, texts are encrypted, times are milliseconds since 1970.
import type { Language } from "../chat.js";
import type { Verdict } from "./store.js";

export interface Tables {
  /** Kysely's own list of what ran. */
  kysely_migration: { name: string; timestamp: string };
  /** One row: the oldest version of the program that can use it. */
  schema_version: { id: number; version: number };
  /** One row: how many migrations ran, before Kysely kept a list. */
  schema_level: { id: number; version: number };
  /** The key of people's hashes, encrypted with the newest of SECRET_KEYS. */
  secret: { name: string; value: Buffer };
  work: {
    key: Buffer;
    platform: string;
    /** Until it is answered. */
    person: Buffer | null;
    /** Encrypted; until it is answered. */
    body: Buffer | null;
    attempt: number;
    sending: number;
    /** How often it was taken over while a reply may have been sent: the most second replies there can be. */
    again: number;
    /** When the lease or the delay ends. */
    due: number;
    /** When its lease began. */
    taken: number;
    since: number;
    /** The instance that holds the lease. */
    owner: string | null;
    /** Identifies the `accept` call, so that the same one may be retried. */
    ticket: number;
    done: number;
  };
  conversation: { key: Buffer; person: Buffer; answer: Buffer; at: number };
  /** `value`: sealed, the turn and what is remembered after it; later the question without names, or nothing. */
  answer: {
    key: Buffer;
    person: Buffer;
    at: number;
    platform: string;
    kind: string;
    language: Language;
    value: Buffer | null;
    /** 0: complete, for 30 minutes; 1: reduced. */
    settled: number;
  };
  feedback: { key: Buffer; person: Buffer; answer: Buffer; verdict: Verdict; at: number };
  place: { key: Buffer; person: Buffer | null; value: Buffer; at: number };
  language: { key: Buffer; language: Language; at: number };
  once: { key: Buffer; person: Buffer | null; at: number };
  installation: { key: Buffer; value: Buffer; at: number };
  lock: { key: Buffer; owner: string; due: number };
  /** When a task that one instance runs last began. */
  job: { name: string; at: number };
  /** The page that a document was taken from: what was found there last, as JSON, and when it is to be looked at again. */
  watched: { document: string; value: string | null; due: number };
  /** The table of rate-limiter-flexible, on PostgreSQL. */
  rate_limit: { key: string; points: number; expire: number | null };
}
