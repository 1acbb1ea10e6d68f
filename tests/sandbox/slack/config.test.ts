import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../../sandbox/slack/config.ts";
import { nodeArgs } from "../../support/node-args.ts";
import { createClient, errorOf, type Running, startBot, startWorkspace, until } from "./start-workspace.ts";

const dir = mkdtempSync(join(tmpdir(), "workspace-config-"));
const file = (name: string, text: string): string => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};

const manifest = (app: string, bot: string, scopes: string[], command: string) => `
display_information: { name: ${app} }
features:
  app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false }
  bot_user: { display_name: ${bot} }
  slash_commands: [{ command: ${command}, description: Say it again, should_escape: true }]
oauth_config: { scopes: { bot: [${scopes.join(", ")}] } }
settings:
  event_subscriptions: { bot_events: [app_mention, message.channels, message.mpim, reaction_added, member_joined_channel] }
  interactivity: { is_enabled: true }
  socket_mode_enabled: true
`;

const config = `
team: { name: Acme, domain: acme }
people:
  - { name: 민지, real_name: 김민지, tz: Asia/Seoul, locale: ko-KR, role: admin }
  - { name: bob, email: bob@acme.example }
  - { name: visitor, role: guest }
channels:
  - { name: general, topic: All of us }
  - { name: quiet, apps: [parrot] }
  - { name: secret, private: true, members: [bob], apps: [] }
groups:
  - { handle: leads, members: [민지] }
apps:
  - { manifest: ./echo.yml }
  - { manifest: ./parrot.yml }
`;

let slack: Running;

beforeAll(async () => {
  file(
    "echo.yml",
    manifest(
      "Echo",
      "echo",
      ["chat:write", "channels:history", "users:read", "users:read.email", "mpim:write"],
      "/echo",
    ),
  );
  file("parrot.yml", manifest("Parrot", "parrot", ["chat:write", "app_mentions:read", "users:read"], "/parrot"));
  slack = await startWorkspace({ args: ["--config", file("acme.yaml", config)] });
});
afterAll(async () => {
  await slack.remove();
  rmSync(dir, { recursive: true });
});

test("people, channels and groups are those of the file", async () => {
  const { team, people, groups, apps } = await slack.control.people();
  expect(team).toEqual({ id: "T0ACME", name: "Acme" });
  expect(people.map((one) => [one.name, one.real_name, one.tz, one.is_bot])).toEqual([
    ["민지", "김민지", "Asia/Seoul", false],
    ["bob", "bob", "Etc/UTC", false],
    ["visitor", "visitor", "Etc/UTC", false],
    ["echo", "echo", "Etc/UTC", true],
    ["parrot", "parrot", "Etc/UTC", true],
  ]);
  expect(groups).toMatchObject([{ id: "S0LEADS", handle: "leads" }]);
  expect(apps?.map((app) => [app.id, app.name, app.bot_user, app.commands[0]?.command])).toEqual([
    ["A0ECHO", "Echo", "U0ECHOBOT", "/echo"],
    ["A0PARROT", "Parrot", "U0PARROTBOT", "/parrot"],
  ]);
  const names = async (user: string) => (await slack.control.channels(user)).map(({ id, name }) => name || id);
  expect(await names("bob")).toEqual(["general", "quiet", "secret", "D0BOB", "D0BOB0PARROTBOT"]);
  expect(await names("visitor")).toEqual(["D0VISITOR", "D0VISITOR0PARROTBOT"]);
});

test("two Bolt apps share the workspace: each has its tokens, scopes, commands, events and conversations", async () => {
  const heard: Record<string, string[]> = { Echo: [], Parrot: [] };
  const bots = await Promise.all(
    slack.ready.apps.map(({ name, botToken, appToken }) =>
      startBot({ slackApiUrl: slack.ready.slackApiUrl, botToken, appToken }, (app) => {
        const note = (what: string) => void heard[name]?.push(what);
        app.event("app_mention", async ({ event }) => note(`mention: ${event.text}`));
        app.event("message", async ({ event }) => note(`message: ${(event as { text: string }).text}`));
        app.event("reaction_added", async ({ event }) => note(`reaction: ${event.reaction}`));
        app.command(/.*/, async ({ ack, command }) => ack(`${name} heard ${command.text}`));
      }),
    ),
  );
  const here = { user: "bob", channel: "general" };
  const { ts } = await slack.control.post({ ...here, text: "@parrot hi" });
  await slack.control.post({ ...here, channel: "quiet", text: "@echo psst" });
  await slack.control.react({ ...here, message_ts: ts, name: "wave" });
  await until(() => (heard.Echo?.length ?? 0) === 2 && (heard.Parrot?.length ?? 0) === 4, "all events");
  expect(heard.Echo?.sort()).toEqual(["message: <@U0PARROTBOT> hi", "reaction: wave"]);
  expect(heard.Parrot?.sort()).toEqual([
    "mention: <@U0PARROTBOT> hi",
    "message: <@U0ECHOBOT> psst",
    "message: <@U0PARROTBOT> hi",
    "reaction: wave",
  ]);
  await slack.control.command({ ...here, command: "/parrot", text: "@민지" });
  const { messages } = await slack.control.messages(here);
  expect(messages.at(-1)).toMatchObject({ user: "U0PARROTBOT", text: `Parrot heard <@${minjiId()}>` });

  const [echo, parrot] = slack.ready.apps.map(({ botToken }) =>
    createClient({ slackApiUrl: slack.ready.slackApiUrl, botToken }),
  );
  const posted = await echo!.chat.postMessage({ channel: "C0GENERAL", text: "mine" });
  const theirs = parrot!.chat.update({ channel: "C0GENERAL", ts: posted.ts as string, text: "yours" });
  expect(await errorOf(theirs)).toBe("cant_update_message");
  expect(await errorOf(echo!.chat.postMessage({ channel: "C0QUIET", text: "?" }))).toBe("not_in_channel");
  expect((await echo!.users.lookupByEmail({ email: "bob@acme.example" })).user?.name).toBe("bob");
  await expect(parrot!.users.lookupByEmail({ email: "bob@acme.example" })).rejects.toMatchObject({
    data: { error: "missing_scope", needed: "users:read.email", provided: "chat:write,app_mentions:read,users:read" },
  });

  const group = await echo!.conversations.open({ users: `U0BOB,${minjiId()}` });
  await slack.control.post({ user: "bob", channel: group.channel?.id ?? "", text: "only us" });
  await until(() => heard.Echo?.includes("message: only us") ?? false, "the message to the group");
  expect(heard.Parrot).not.toContain("message: only us");
  const hers = await slack.control.channels("민지");
  expect(hers.find((one) => one.kind === "mpim")).toMatchObject({ id: group.channel?.id, unread: 1, mentions: 1 });
  for (const bot of bots) await bot.stop();
});

/** What a name that is not of Latin letters becomes in an id. */
function minjiId(): string {
  const [minji] = readConfig(join(dir, "acme.yaml")).people;
  return minji?.id ?? "";
}

test("a wrong file gets one sentence for each problem, all at once", () => {
  const problemsOf = (text: string): string[] => {
    const path = file("wrong.yaml", text);
    try {
      readConfig(path);
    } catch (error) {
      return (error as Error).message.replaceAll(`${dir}/`, "").split("\n");
    }
    return [];
  };
  expect(
    problemsOf("people: [{ name: Bob, tz: Mars }]\nchannels: []\napps: [{ manifest: echo.yml }]\nextra: 1"),
  ).toEqual([
    "wrong.yaml: people[1].name: must be lower-case letters, digits, dots, dashes and underscores.",
    "wrong.yaml: people[1].tz: must be a time zone like Asia/Seoul.",
    "wrong.yaml: channels: Too small: expected array to have >=1 items.",
    'wrong.yaml: the file: Unrecognized key: "extra".',
  ]);
  expect(
    problemsOf(`
people: [{ name: bob }, { name: bob }, { name: echo }]
channels: [{ name: a, members: [ann] }, { name: b, apps: [ghost] }]
groups: [{ handle: g, members: [zoe] }]
apps: [{ manifest: echo.yml }, { manifest: echo.yml }]
`),
  ).toEqual([
    "wrong.yaml: two people are called bob, or names too much alike.",
    "wrong.yaml: two bot users of apps are called echo, or names too much alike.",
    "wrong.yaml: two apps are called Echo, or names too much alike.",
    "wrong.yaml: two commands of apps are called /echo, or names too much alike.",
    "wrong.yaml: the name echo is an app's.",
    "wrong.yaml: channel #a: there is nobody called ann.",
    "wrong.yaml: channel #b: there is no app called ghost.",
    "wrong.yaml: group @g: there is nobody called zoe.",
  ]);
  file(
    "http.yml",
    manifest("Http", "http", [], "/http").replace("socket_mode_enabled: true", "socket_mode_enabled: false"),
  );
  expect(
    problemsOf(
      "people: [{ name: bob }]\nchannels: [{ name: a }]\napps: [{ manifest: http.yml }, { manifest: none.yml }]",
    ),
  ).toEqual([
    "http.yml: settings.socket_mode_enabled: the workspace speaks Socket Mode only: set it to true.",
    "none.yml: there is no such file.",
  ]);
  expect(problemsOf("people: [")[0]).toMatch(/^wrong\.yaml: not YAML: .+/);
});

test("the command says in words where everything is, and a wrong file ends it with the problems", async () => {
  const command = join(import.meta.dirname, "../../../sandbox/slack/workspace-command.ts");
  const run = async (args: string[], until: string): Promise<{ said: string; code: number | null }> => {
    const child = spawn(process.execPath, nodeArgs(command, ...args), { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += String(chunk);
        if (said.includes(until)) child.kill();
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    return { said, code };
  };
  const { said, code } = await run(
    ["--port", "0", "--config", join(dir, "acme.yaml"), "--data", join(dir, "state")],
    "Ctrl-C stops",
  );
  const plain = said
    .replaceAll(dir, "DIR")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/(xoxb|xapp)-[\w-]+/g, "$1-SECRET");
  expect(code).toBe(0);
  expect(plain).toMatchInlineSnapshot(`
    "A local Slack workspace: Acme

      page           http://127.0.0.1:PORT
      slackApiUrl    http://127.0.0.1:PORT/api/

      Echo (@echo)
        bot token    xoxb-SECRET
        app token    xapp-SECRET

      Parrot (@parrot)
        bot token    xoxb-SECRET
        app token    xapp-SECRET

    Give a Bolt app these three over Socket Mode: docs/workspace.md shows how.
    Messages, files and tokens are kept in DIR/state. Ctrl-C stops.
    "
  `);
  const wrong = await run(["--config", join(dir, "nothing.yaml")], "never said");
  expect([wrong.code, wrong.said.replaceAll(dir, "DIR").split("\n")[0]]).toEqual([
    64,
    "DIR/nothing.yaml: there is no such file.",
  ]);
});
