// Both bare apps in one process, each on a port of its own.
import { startSlack } from "./slack.mjs";
import { startTeams } from "./teams.mjs";

const [port] = await Promise.all([startSlack(), startTeams(0)]);
console.log(`listening on http://127.0.0.1:${port}`);
