// The Dockerfile's stages without an engine: what the first one builds from its files, and of the last one its files, its packages, its
// command, a user without rights, a tree that nobody writes to.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../src/open.js";
import { commandBody } from "./platforms/slack/app.js";
import { startFake } from "./platforms/slack/fake.js";
import { folder } from "./store/harness.js";

const dockerfile = readFileSync(join(ROOT, "Dockerfile"), "utf8");
const [, last = ""] = dockerfile.split(/^FROM /m).slice(1);
const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => (names as string).split(" "));
const copied = [...last.matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(([, name]) => name as string);
const commandOf = (name: string): string[] =>
  JSON.parse(new RegExp(`^${name}(?: --\\S+)* (?:CMD )?(\\[.*\\])$`, "m").exec(last)?.[1] ?? "[]");
const NOBODY = 65534;
const root = process.getuid?.() === 0;

const { path: home, remove } = folder();
const app = join(home, "app");
const stage = join(home, "build");

/** `npm run build` on the files that the first stage is given, and nothing else. */
function build(): void {
  for (const name of sources) cpSync(join(ROOT, name), join(stage, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(stage, "node_modules"));
  // the same data are learnt the same: half a minute less
  mkdirSync(join(stage, "dist"));
  copyFileSync(join(ROOT, "dist/forumbot.bin"), join(stage, "dist/forumbot.bin"));
  execFileSync("npm", ["run", "--silent", "build"], { cwd: stage, stdio: ["ignore", "ignore", "pipe"] });
}

/** The image's Node has SQLite itself, which an older one is given as the image's packages would hold it. */
function sqlite(): void {
  if (isBuiltin("node:sqlite")) return;
  for (const name of ["better-sqlite3", "bindings", "file-uri-to-path"]) {
    mkdirSync(join(app, "node_modules"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(app, "node_modules", name));
  }
}

const filesOf = (at: string): string[] =>
  readdirSync(at, { recursive: true, encoding: "utf8" }).filter((name) => !/^(var|node_modules)/.test(name));

beforeAll(() => {
  mkdirSync(join(app, "dist"), { recursive: true });
  chmodSync(home, 0o755);
  for (const name of copied)
    if (name === "dist") {
      build();
      cpSync(join(stage, "dist"), join(app, "dist"), { recursive: true });
    } else cpSync(join(ROOT, name), join(app, name), { recursive: true });
  sqlite();
  mkdirSync(join(app, "var"), { mode: 0o700 });
  if (root) chownSync(join(app, "var"), NOBODY, NOBODY);
  else for (const name of ["", ...filesOf(app)]) chmodSync(join(app, name), statSync(join(app, name)).mode & 0o555);
});
afterAll(() => {
  if (!root) for (const name of ["", ...filesOf(app)]) chmodSync(join(app, name), statSync(join(app, name)).mode | 0o200);
  remove();
});

const base = {
  PATH: process.env.PATH ?? "",
  NODE_ENV: "production",
  // links stand for copies: what isn't in this tree isn't found
  NODE_OPTIONS: "--preserve-symlinks --preserve-symlinks-main",
  PORT: "0",
  HOST: "127.0.0.1",
};
const as = root ? { uid: NOBODY, gid: NOBODY } : {};

/** The image's command with some settings more, until it listens. */
async function start(settings: Readonly<Record<string, string>>) {
  const [node = "", ...args] = commandOf("CMD");
  expect(node).toBe("node");
  const child = spawn(process.execPath, args, { cwd: app, env: { ...base, ...settings }, ...as });
  let output = "";
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk;
      const found = /listening on (\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => reject(new Error(output)));
  });
  const stop = async (): Promise<unknown> => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    return await ended;
  };
  return { address, output: () => output, stop };
}

describe("the image", () => {
  it("holds what the program needs and runs as a user without rights, writing to var/ alone", async () => {
    const before = filesOf(app).sort();
    const { address, output, stop } = await start({ PLAYGROUND: "on" });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    const [, ...check] = commandOf("HEALTHCHECK");
    const checkAt = (port: string) =>
      execFileSync(process.execPath, check, { cwd: app, env: { ...base, PORT: port, NODE_OPTIONS: "" }, ...as });
    checkAt(new URL(address).port);
    expect(() => checkAt("9")).toThrow();
    expect(await stop()).toBe(0);
    expect(output()).not.toContain("training");
    expect(readdirSync(join(app, "var"))).toContain("forumbot.db");
    expect(filesOf(app).sort()).toEqual(before);
  });

  it("holds no packages, and loads what each platform and database needs all the same", async () => {
    expect(copied).toEqual(["package.json", "dist", "data", "intents"]);
    const id = "11111111-2222-3333-4444-555555555555";
    const teams = { MicrosoftAppType: "SingleTenant", MicrosoftAppId: id, MicrosoftAppPassword: "p", MicrosoftAppTenantId: id };
    const { address, stop } = await start(teams);
    expect((await fetch(`${address}/api/messages`, { method: "POST", body: "{}" })).status).toBe(401);
    expect(await stop()).toBe(0);
    const postgres = { ...base, DATABASE_URL: "postgres://u:p@127.0.0.1:9/d", SECRET_KEYS: "0123456789abcdef" };
    const report = spawnSync(process.execPath, ["dist/cli.js", "report"], { cwd: app, env: postgres, encoding: "utf8", ...as });
    expect(report.stderr).toContain("ECONNREFUSED");
  });

  it("tells the licences of all whose code it holds, and holds none under a licence that binds ours", () => {
    const notices = readFileSync(join(app, "dist/NOTICE.txt"), "utf8");
    const licences = [...notices.matchAll(/^(\S+) \d+\.\d+\.\S+ \((.+)\)$/gm)].map(([, name, licence]) => [name, licence]);
    expect(licences.map(([name]) => name)).toEqual(expect.arrayContaining(["@slack/bolt", "botbuilder", "natural", "pg", "zod"]));
    expect(
      licences.filter(([, licence]) => !/^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Unlicense|BlueOak-1\.0\.0)/.test(licence ?? "")),
    ).toEqual([]);
    expect(readFileSync(join(app, "dist/page/LICENSES.md"), "utf8")).toContain("adaptivecards");
    const code = readdirSync(join(app, "dist")).filter((name) => /\.(js|txt)$/.test(name));
    for (const name of code)
      expect(readFileSync(join(app, "dist", name), "utf8"), name).not.toMatch(/GNU (Affero |Lesser )?General Public/i);
  });

  it("answers where a host allows a process no more than 4 GB of addresses", () => {
    const limited = ["-c", 'ulimit -v 4000000; exec "$0" dist/cli.js ask "hva er nshf"', process.execPath];
    expect(execFileSync("sh", limited, { cwd: app, env: base, encoding: "utf8", ...as })).toContain("NSHF");
  });

  it("answers Slack over HTTP and over a socket, and is installed by OAuth, with what is loaded for each", async () => {
    const fake = await startFake();
    const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: fake.url };
    const body = commandBody("hvor ofte møtes nshf", fake);
    try {
      const web = await start({ ...slack, SLACK_SIGNING_SECRET: "shhh" });
      const form = new URLSearchParams(body).toString();
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = `v0=${createHmac("sha256", "shhh").update(`v0:${timestamp}:${form}`).digest("hex")}`;
      const answer = await fetch(`${web.address}/slack/events`, {
        method: "POST",
        body: form,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": signature,
        },
      });
      expect(await answer.text()).toContain("NSHF møtes to ganger i året");
      expect(await web.stop()).toBe(0);

      const socket = await start({ ...slack, SLACK_APP_TOKEN: "xapp-1" });
      fake.push({ envelope_id: "e1", type: "slash_commands", payload: body, accepts_response_payload: true });
      await fake.until("an acknowledgement", () => fake.received.some(({ envelope_id }) => envelope_id === "e1"));
      expect(JSON.stringify(fake.received)).toContain("NSHF møtes to ganger i året");
      expect(await socket.stop()).toBe(0);

      const oauth = {
        SLACK_CLIENT_ID: "1.2",
        SLACK_CLIENT_SECRET: "secret",
        SLACK_STATE_SECRET: "a secret of tests only",
        PUBLIC_URL: "https://forum.example",
      };
      const many = await start({ SLACK_API_URL: fake.url, SLACK_SIGNING_SECRET: "shhh", ...oauth });
      const begun = await fetch(`${many.address}/slack/install`, { redirect: "manual" });
      expect(begun.headers.get("location")).toContain("client_id=1.2");
      expect(await many.stop()).toBe(0);
    } finally {
      await fake.close();
    }
  });

  it("is given each file that its steps name, and nothing that is secret", () => {
    const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").trim().split("\n");
    expect(ignored[0]).toBe("*");
    expect(
      ignored
        .slice(1)
        .map((line) => line.replace("!", ""))
        .sort(),
    ).toEqual([...sources].sort());
    for (const name of sources) expect(existsSync(join(ROOT, name)), name).toBe(true);
    expect(last).toMatch(/^USER node$/m);
  });

  it("is what both instances of the compose file run, read-only, with the same keys and one database", () => {
    const { services } = parse(readFileSync(join(ROOT, "compose.yaml"), "utf8"), { merge: true });
    for (const name of ["forumbot-1", "forumbot-2"]) {
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
      expect(Object.keys(services[name].environment)).toEqual(["DATABASE_URL", "SECRET_KEYS"]);
      expect(readFileSync(join(ROOT, "deploy/nginx.conf"), "utf8")).toContain(`server ${name}:3000`);
    }
  });
});

describe("npm start", () => {
  it("in a checkout that is built runs what is built, and hands SIGTERM on: it ends well, and the port is free", async () => {
    const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: "0", DATABASE_URL: `sqlite:${join(home, "start.db")}` };
    const npm = spawn("npm", ["start"], { cwd: stage, env });
    let output = "";
    npm.stderr.on("data", (chunk) => {
      output += chunk;
    });
    await new Promise<void>((resolve, reject) => {
      npm.stdout.on("data", (chunk) => {
        output += chunk;
        if (output.includes("listening on")) resolve();
      });
      npm.once("exit", () => reject(new Error(output)));
    });
    expect(output).not.toContain("building");
    npm.kill("SIGTERM");
    expect(await once(npm, "exit")).toEqual([0, null]);
    await expect(fetch(`${/listening on (\S+)/.exec(output)?.[1]}/healthz`)).rejects.toThrow();
  });

  it("builds anew where a source changed, and says so", () => {
    writeFileSync(join(stage, "src/turn.ts"), "// changed\n", { flag: "a" });
    const asked = spawnSync("npm", ["run", "--silent", "ask", "--", "Hva er NSHF?"], { cwd: stage, encoding: "utf8" });
    expect(asked.stderr).toContain("building dist/: the program is older than its sources");
    expect(asked.stdout).toContain("NSHF");
  });

  it("says in lines what is wrong in the data, and checks them without training", () => {
    writeFileSync(join(stage, "data/forums/broken.yaml"), "wrong: [\n");
    const started = spawnSync("npm", ["run", "--silent", "ask", "--", "Hva er NSHF?"], { cwd: stage, encoding: "utf8" });
    expect([started.status, started.stderr]).toEqual([1, expect.stringContaining("data/forums/broken.yaml")]);
    expect(started.stderr).not.toMatch(/^\s+at /m);
    const checked = spawnSync("npm", ["run", "--silent", "check"], { cwd: stage, encoding: "utf8" });
    expect([checked.status, checked.stderr]).toEqual([1, expect.stringMatching(/^\d+ problem.*\n.*data\/forums\/broken\.yaml/)]);
  });
});
