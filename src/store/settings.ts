// What stays until it is changed: languages people chose, places of replies, what was said once, credentials of workspaces.
import type { Language } from "../chat.js";
import { type Database, statement } from "./database.js";
import type { Hash, Keyring } from "./keys.js";
import type { Person, Store } from "./store.js";

const DAY = 24 * 3_600_000;

/** Of a language: was it chosen or last used so long ago that its time is to be set anew? */
export const STALE = `language.at < {now} - ${DAY} as stale`;
const LANGUAGE = statement(
  "language",
  { key: "bytes" },
  [`select r.key as key, language, ${STALE} from r join language on language.key = r.key`],
  { patience: 300 },
);
export const SET_LANGUAGE = statement(
  "set_language",
  { key: "bytes", language: "text" },
  [
    `insert into language (key, language, at) select key, language, {now} from r where true
   on conflict (key) do update set language = excluded.language, at = excluded.at`,
  ],
  { patience: 600 },
);
const DROP_LANGUAGE = statement("drop_language", { key: "bytes" }, ["delete from language where key in (select key from r)"], {
  patience: 600,
});
const PLACE = statement("place", { key: "bytes" }, ["select r.key as key, value from r join place on place.key = r.key"], {
  patience: 600,
});
const SET_PLACE = statement("set_place", { key: "bytes", person: "bytes", value: "bytes" }, [
  `insert into place (key, person, value, at) select key, person, value, {now} from r where true
   on conflict (key) do update set person = excluded.person, value = excluded.value, at = excluded.at`,
]);
const DROP_PLACE = statement("drop_place", { key: "bytes" }, ["delete from place where key in (select key from r)"]);
const ONCE = statement("once", { key: "bytes", person: "bytes" }, [
  `update once set at = {now} where key in (select key from r) and at < {now} - ${DAY}`,
  "insert into once (key, person, at) select key, person, {now} from r where true on conflict (key) do nothing returning key",
]);
const INSTALLATION = statement(
  "installation",
  { key: "bytes" },
  ["select r.key as key, value from r join installation on installation.key = r.key"],
  { patience: 800 },
);
const SET_INSTALLATION = statement("set_installation", { key: "bytes", value: "bytes" }, [
  `insert into installation (key, value, at) select key, value, {now} from r where true
   on conflict (key) do update set value = excluded.value, at = excluded.at`,
]);
const DROP_INSTALLATION = statement("drop_installation", { key: "bytes" }, ["delete from installation where key in (select key from r)"]);

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

type Settings = Pick<Store, "language" | "setLanguage" | "place" | "setPlace" | "once" | "installation" | "setInstallation">;

export function createSettings({ database, ring, hash, personOf }: Parts): Settings {
  return {
    async language(person) {
      const key = personOf(person);
      const row = await database.run<{ language: Language; stale: number | boolean }, "key">(LANGUAGE, { key });
      // a choice is forgotten some time after it was last used, not after it was made
      if (row?.stale) await database.run(SET_LANGUAGE, { key, language: row.language });
      return row?.language;
    },
    async setLanguage(person, language) {
      const key = personOf(person);
      if (language === undefined) await database.run(DROP_LANGUAGE, { key });
      else await database.run(SET_LANGUAGE, { key, language });
    },
    async place(message) {
      const key = hash("place", message);
      const row = await database.run<{ value: Buffer }, "key">(PLACE, { key });
      return row === undefined ? undefined : (ring.open(row.value, key) as string);
    },
    async setPlace(message, place, person) {
      const key = hash("place", message);
      if (place === undefined) await database.run(DROP_PLACE, { key });
      else await database.run(SET_PLACE, { key, person: person === undefined ? null : personOf(person), value: ring.seal(place, key) });
    },
    async once(key, person) {
      const row = { key: hash("once", key), person: person === undefined ? null : personOf(person) };
      return (await database.run(ONCE, row)) !== undefined;
    },
    async installation(of) {
      const key = hash("installation", of);
      const row = await database.run<{ value: Buffer }, "key">(INSTALLATION, { key });
      return row === undefined ? undefined : ring.open(row.value, key);
    },
    async setInstallation(of, value) {
      const key = hash("installation", of);
      if (value === undefined) await database.run(DROP_INSTALLATION, { key });
      else await database.run(SET_INSTALLATION, { key, value: ring.seal(value, key) });
    },
  };
}
