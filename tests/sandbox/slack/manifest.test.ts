import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

/** Slack's manifest schema (version 2) for what this app uses; unknown keys are refused there too. */
const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().max(32).startsWith("/"),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.boolean(),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const given = manifest.parse(parse(readFileSync(join(import.meta.dirname, "../../../manifest.yml"), "utf8")));

test("the manifest has Slack's shape and this product's names", () => {
  expect(given.display_information.name).toBe("Opsthread");
  expect(given.features.bot_user.display_name).toBe("ops");
  expect(given.features.slash_commands.map((one) => one.command)).toEqual(["/aws-cost", "/models"]);
});

test("every subscribed event has the scope it needs", () => {
  const needs: Record<string, string> = {
    app_mention: "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
  };
  const { bot } = given.oauth_config.scopes;
  for (const event of given.settings.event_subscriptions.bot_events) {
    if (needs[event]) expect(bot).toContain(needs[event]);
  }
  expect(bot).toContain("usergroups:read");
  expect(bot).toEqual([...bot].sort());
  // The older assistant's events and this app's view exclude each other.
  expect(given.settings.event_subscriptions.bot_events.some((event) => event.startsWith("assistant_thread"))).toBe(
    false,
  );
});
