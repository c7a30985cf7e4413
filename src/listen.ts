// Server and settings → a server that listens on a port or a pipe; if it can't, the error names the setting to change.
import { unlinkSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type Config, ConfigError } from "./config.js";

type Place = Pick<Config, "host" | "port">;

/** Returns where it listens, for people to read. Throws a `ConfigError`. */
export async function listen(server: Server, place: Place): Promise<string> {
  try {
    await begin(server, place);
  } catch (error) {
    if (!(await isLeftOver(error as NodeJS.ErrnoException, place))) throw told(error as NodeJS.ErrnoException, place);
    unlinkSync(place.port as string);
    await begin(server, place).catch((again) => Promise.reject(told(again, place)));
  }
  if (typeof place.port === "string") return place.port.replace("\0", "@");
  const { port } = server.address() as AddressInfo;
  return `http://${place.host.includes(":") ? `[${place.host}]` : place.host}:${port}`;
}

function begin(server: Server, { host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(typeof port === "string" ? { path: port } : { port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** A killed process leaves its socket's file behind, on which nobody answers. */
async function isLeftOver({ code }: NodeJS.ErrnoException, { port }: Place): Promise<boolean> {
  if (code !== "EADDRINUSE" || typeof port === "number" || !port.startsWith("/")) return false;
  return new Promise((resolve) => {
    const trying = connect(port);
    trying.once("connect", () => {
      trying.destroy();
      resolve(false);
    });
    trying.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED"));
  });
}

function told({ code = "", message }: NodeJS.ErrnoException, { host, port }: Place): ConfigError {
  const at = String(port).replace("\0", "@");
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT: ${at} is taken by another program${typeof port === "number" ? ` on ${host}` : ""}`,
    EACCES: `PORT: this user may not listen on ${at}`,
    EPERM: `PORT: this user may not listen on ${at}`,
    EADDRNOTAVAIL: `HOST: ${host} is no address of this machine`,
    ENOTFOUND: `HOST: there is no host named ${host}`,
    EAI_AGAIN: `HOST: the name ${host} can't be looked up now`,
  };
  return new ConfigError([reasons[code] ?? `PORT, HOST: ${message}`]);
}
