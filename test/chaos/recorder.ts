// The platform's API, as replies reach it: counts the replies to each question, and is sometimes
// slow, fails, or hangs up after accepting one.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "./random.js";
import type { Subject } from "./subject.js";

export interface Recorder {
  readonly address: string;
  /** How often each question was replied to. */
  readonly replies: ReadonlyMap<string, number>;
  /** From now on it answers at once and always. */
  calm(): void;
  close(): Promise<void>;
}

export function startRecorder(subject: Subject, random: Random): Promise<Recorder> {
  const replies = new Map<string, number>();
  const api = subject.api();
  let rough = true;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => undefined);
    request.on("end", async () => {
      const chance = rough ? random() : 1;
      if (chance < 0.03) return void response.writeHead(500).end();
      const { to, said } = api(request.url ?? "/", Buffer.concat(chunks).toString());
      if (to !== undefined) replies.set(to, (replies.get(to) ?? 0) + 1);
      if (chance < 0.05) return void request.socket.destroy();
      // what dies meanwhile doesn't learn that it was heard
      await new Promise((resolve) => setTimeout(resolve, rough ? random() * 15 : 0));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        replies,
        calm: () => {
          rough = false;
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
