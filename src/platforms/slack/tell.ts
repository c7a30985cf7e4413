// What the owner of a document is to be told → a message in the channel that the settings name.
import type { Notice } from "../../platform.js";
import { mrkdwn, section } from "./blocks.js";
import type { Speaker } from "./clients.js";
import { LIMITS } from "./limits.js";

/** Undefined without a channel. `channel`: `C0123`, with its workspace before it where there are many. */
export function createTell(channel: string | undefined, speakerFor: (body: unknown) => Promise<Speaker>) {
  if (channel === undefined) return undefined;
  const [id, workspace] = channel.split("/").reverse() as [string, string | undefined];
  const of = workspace?.startsWith("E") ? { enterprise_id: workspace, is_enterprise_install: true } : { team_id: workspace };
  return async ({ title, url, lines }: Notice): Promise<void> => {
    const { client } = await speakerFor(of);
    const told = mrkdwn(lines.join("\n"), LIMITS.text);
    await client.chat.postMessage({
      channel: id,
      text: mrkdwn([title, ...lines].join("\n"), LIMITS.topLevelText),
      blocks: [section(`*${mrkdwn(title.replace(/\*/g, " "), LIMITS.text / 2)}*\n${mrkdwn(url, LIMITS.text / 3)}`), section(told)],
      unfurl_links: false,
      unfurl_media: false,
    });
  };
}
