// Requests → their outcomes: many at a time, on kept-alive connections if the server allows.
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import type { HostileRequest } from "./requests.js";

export interface Answered {
  readonly kind: string;
  /** 0: the connection was cut. */
  readonly status: number;
  readonly milliseconds: number;
}

export async function flood(address: string, count: number, next: () => HostileRequest, atOnce = 20): Promise<readonly Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const answered: Answered[] = [];
  let left = count;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      answered.push(await send(address, next(), agent));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  agent.destroy();
  return answered;
}

export function send(address: string, { kind, method, path, headers, body }: HostileRequest, agent: Agent): Promise<Answered> {
  const began = performance.now();
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const end = (status: number): void => resolve({ kind, status, milliseconds: performance.now() - began });
    const sent = request({ hostname, port, method, path, agent, headers: { ...headers, "content-length": body.length } }, (response) => {
      response.resume();
      response.on("close", () => end(response.statusCode ?? 0));
    });
    sent.on("error", () => end(0));
    sent.end(body);
  });
}
