import { ActError } from "../acts/act-error.ts";
import { click, clickView } from "../acts/click.ts";
import { runCommand } from "../acts/command.ts";
import { actor, readable, writable } from "../acts/persona.ts";
import { post } from "../acts/post.ts";
import { openHome, stopSession } from "../acts/presence.ts";
import { react } from "../acts/react.ts";
import { closeView, submitView } from "../acts/submit.ts";
import type { Message } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { ControlRoute, Given } from "./route.ts";

/** What a person can do, as the page and tests do it for them. */
export const actRoutes: Record<string, ControlRoute> = {
  "POST /control/post"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = writable(ws, person, given.text("channel"));
    const message = post(ws, person, channel, given.text("text"), given.optional("thread_ts"));
    return { channel: channel.id, ts: message.ts };
  },

  async "POST /control/click"(given, ws) {
    const person = actor(ws, given.text("user"));
    const wanted = {
      action_id: given.text("action_id"),
      block_id: given.optional("block_id"),
      value: given.optional("value"),
    };
    const viewId = given.optional("view_id");
    const delivered = viewId
      ? await clickView(ws, person, { ...wanted, view_id: viewId, values: given.record("values") })
      : await click(ws, person, {
          ...wanted,
          channel: given.text("channel"),
          message_ts: given.text("message_ts"),
          stale: given.value("stale") === true,
        });
    return { delivered };
  },

  async "POST /control/command"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = writable(ws, person, given.text("channel"));
    const delivered = await runCommand(ws, person, channel, {
      command: given.text("command"),
      text: given.optional("text") ?? "",
      thread_ts: given.optional("thread_ts"),
    });
    return { channel: channel.id, delivered };
  },

  "POST /control/view_submit": (given, ws) =>
    submitView(ws, actor(ws, given.text("user")), given.text("view_id"), given.record("values")),

  async "POST /control/view_close"(given, ws) {
    await closeView(ws, actor(ws, given.text("user")), given.text("view_id"));
    return {};
  },

  "POST /control/react"(given, ws) {
    const person = actor(ws, given.text("user"));
    const name = given.text("name").replaceAll(":", "");
    try {
      react(ws, messageAt(given, ws), person.id, name, given.value("remove") === true ? "remove" : "add");
    } catch (error) {
      if (error instanceof SlackError) throw new ActError(error.error, error.message);
      throw error;
    }
    return {};
  },

  "POST /control/home"(given, ws) {
    openHome(ws, actor(ws, given.text("user")), given.optional("tab") === "messages" ? "messages" : "home");
    return {};
  },

  "POST /control/stop"(given, ws) {
    const person = actor(ws, given.text("user"));
    stopSession(ws, person, readable(ws, person, given.text("channel")), given.text("thread_ts"));
    return {};
  },
};

function messageAt(given: Given, ws: Workspace): Message {
  const channel = readable(ws, actor(ws, given.text("user")), given.text("channel"));
  const message = ws.messages.get(channel.id, given.text("message_ts"));
  if (!message) throw new ActError("message_not_found", "there is no such message");
  return message;
}
