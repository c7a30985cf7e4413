// appPackage/ and a bot's id and host → the zip to upload to Teams. The same input gives the same bytes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { z } from "zod";

const FILES = ["manifest.json", "nn.json", "en.json", "color.png", "outline.png"];
/** Zip has no time before 1980. */
const MTIME = new Date(1980, 0, 1);

const OPTIONS = {
  id: [z.guid().transform((id) => id.toLowerCase()), "--id: expected the bot's app id, like 00000000-0000-0000-0000-000000000000"],
  host: [
    z
      .string()
      .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i)
      .transform((host) => host.toLowerCase()),
    "--host: expected the public host name, like forumbot.example.org, without https:// and path",
  ],
} as const;

/** Says what is wrong with the options. */
export class PackageError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "PackageError";
  }
}

/** `root`: the folder that holds `appPackage/`. Throws a `PackageError`. */
export function packageApp(root: string, options: { readonly id?: string | undefined; readonly host?: string | undefined }): Uint8Array {
  const [id, host] = [OPTIONS.id[0].safeParse(options.id), OPTIONS.host[0].safeParse(options.host)];
  if (!id.success || !host.success)
    throw new PackageError([...(id.success ? [] : [OPTIONS.id[1]]), ...(host.success ? [] : [OPTIONS.host[1]])]);
  const content = (name: string): Uint8Array => {
    const file = readFileSync(join(root, "appPackage", name));
    if (name !== "manifest.json") return new Uint8Array(file);
    return strToU8(
      file
        .toString("utf8")
        .replaceAll("{{ID}}", () => id.data)
        .replaceAll("{{HOST}}", () => host.data),
    );
  };
  return zipSync(Object.fromEntries(FILES.map((name) => [name, content(name)])), { mtime: MTIME, level: 9 });
}
