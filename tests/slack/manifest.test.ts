import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generateManifest } from "../../src/slack/manifest/generate.ts";
import { manifestOf } from "../../src/slack/manifest/manifest.ts";
import { registered } from "../../src/slack/manifest/registered.ts";
import { methodsIn } from "../../src/slack/manifest/scopes.ts";

it("is what the code registers and calls: after a change of either, run `npm run manifest`", () => {
  const written = readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8");
  expect(written).toBe(generateManifest());
});

it("the listeners register these commands and events", () => {
  expect(registered()).toEqual({
    commands: ["/aws-cost", "/models"],
    events: ["agent_session_stopped", "app_home_opened", "app_mention", "message"],
  });
});

it("finds what a source calls, over line ends and by name", () => {
  const source =
    'await client.chat.postMessage({});\nposting.client\n  .files.info(x); client.usergroups.users.list(); client.apiCall("views.open"); files.chart(d)';
  expect(methodsIn(source)).toEqual(["chat.postMessage", "files.info", "usergroups.users.list", "views.open"]);
});

it("a command, event or method without a line is an error, and each scope follows from one", () => {
  const none: Parameters<typeof manifestOf>[0] = { commands: [], events: [], methods: [] };
  expect(() => manifestOf({ ...none, commands: ["/new"] })).toThrow("no line for the command /new");
  expect(() => manifestOf({ ...none, events: ["team_join"] })).toThrow("no line for the event team_join");
  expect(() => manifestOf({ ...none, methods: ["pins.add"] })).toThrow("no line for the method pins.add");
  const scopes = (code: Partial<typeof none>) =>
    (manifestOf({ ...none, ...code }) as { oauth_config: { scopes: { bot: string[] } } }).oauth_config.scopes.bot;
  expect(scopes({})).toEqual(["assistant:write", "commands"]);
  expect(scopes({ methods: ["users.info"] })).toEqual(["assistant:write", "commands", "users:read"]);
});
