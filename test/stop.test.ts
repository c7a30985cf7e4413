// A stop with kept-alive and busy connections: nothing new is accepted, and what was sent is
// recorded, so that nothing is answered twice.
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../src/store/open.js";
import { type Instance, startInstance } from "./chaos/instance.js";
import { startRecorder } from "./chaos/recorder.js";
import { slack } from "./chaos/slack.js";
import { folder, KEY, silent, sqliteSettings } from "./store/harness.js";

const { path, remove } = folder();
const children: Instance[] = [];
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  remove();
});

const pause = (milliseconds = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause();
};
/** Whether nobody listens there any more. */
const isClosed = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && false));
    socket.once("error", () => resolve(true));
  });

interface Answered {
  readonly status: number;
  readonly connection: string | undefined;
}

function post(address: string, agent: Agent, number: number): Promise<Answered> {
  const question = { number, id: `Ev${number}`, user: `U${number % 7}`, text: "Hvor ofte møtes NSHF?" };
  const { path: route, headers, body } = slack.deliver({ ...question, number: 2 * number + 1 }, 1);
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${route}`, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }));
      response.once("error", reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

describe("a stop under load", () => {
  it("takes nothing more on connections that are kept busy, and nobody is answered twice", async () => {
    const recorder = await startRecorder(slack, () => 0.5);
    const script = await slack.script();
    const file = join(path, "stop.db");
    const settings = { ...slack.settings(recorder.address), DATABASE_URL: `sqlite:${file}`, SECRET_KEYS: KEY, LOG_LEVEL: "warn" };
    const start = (): Instance => {
      const limits = { RATE_LIMIT_PER_PERSON: "0", RATE_LIMIT_PER_WORKSPACE: "0" };
      const child = startInstance(script, { ...settings, ...limits });
      children.push(child);
      return child;
    };
    const child = start();
    await until(() => child.address() !== undefined);
    const address = child.address() as string;
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const accepted: number[] = [];
    const late: number[] = [];
    let [number, closed, ended] = [0, false, false];
    const sender = async (): Promise<void> => {
      while (!ended) {
        number += 1;
        const [mine, after] = [number, closed];
        const answered = await post(address, agent, mine).catch(() => undefined);
        if (answered?.status !== 200) await pause(1);
        else (after ? late : accepted).push(mine);
      }
    };
    const senders = Array.from({ length: 16 }, sender);
    await until(() => accepted.length > 200);
    const stopped = child.stop();
    await until(() => isClosed(Number(new URL(address).port)));
    closed = true;
    expect(await stopped).toBe(0);
    ended = true;
    await Promise.all(senders);
    agent.destroy();
    expect(late).toEqual([]);
    expect(child.output()).not.toContain("left to the next instance");

    const next = start();
    await until(() => next.address() !== undefined);
    await until(async () => {
      const { database } = await openDatabase(sqliteSettings(file), silent);
      const left = await database.kysely.selectFrom("work").select("key").where("done", "=", 0).execute();
      await database.close();
      return left.length === 0;
    });
    const replies = accepted.map((one) => recorder.replies.get(`Ev${2 * one + 1}`) ?? 0);
    expect(replies.filter((count) => count !== 1)).toEqual([]);
    await next.stop();
    await recorder.close();
  });
});
