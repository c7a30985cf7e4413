// `tsx test/store/opens.ts SETTINGS`: opens a database as a server does, and prints the question that was asked in it.
import { createStore, openDatabase, type Settings } from "../../src/store/open.js";
import { silent } from "./harness.js";

const settings = JSON.parse(process.argv[2] as string) as Settings;
const store = await createStore(await openDatabase(settings, silent), settings, silent);
console.log(JSON.stringify((await store.turn("a1"))?.question));
await store.close();
