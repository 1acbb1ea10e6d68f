import { ActError } from "../acts/act-error.ts";
import { click, clickView } from "../acts/click.ts";
import { runCommand } from "../acts/command.ts";
import { actor, appIn, appNamed, messageIn, readable, writable } from "../acts/persona.ts";
import { edit, post, remove } from "../acts/post.ts";
import { openHome, stopSession } from "../acts/presence.ts";
import { react } from "../acts/react.ts";
import { markRead } from "../acts/read.ts";
import { closeView, submitView } from "../acts/submit.ts";
import { suggest } from "../acts/suggest.ts";
import { SlackError } from "../slack-error.ts";
import type { ControlRoute, Given } from "./route.ts";

/** What a person can do, as the page and tests do it for them. */
export const actRoutes: Record<string, ControlRoute> = {
  "POST /control/post"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = writable(ws, person, given.text("channel"));
    const said = {
      text: given.optional("text") ?? "",
      thread_ts: given.optional("thread_ts"),
      broadcast: given.value("reply_broadcast") === true,
      files: given.list("files") ?? [],
    };
    return { channel: channel.id, ts: post(ws, person, channel, said).ts };
  },

  "POST /control/edit"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = writable(ws, person, given.text("channel"));
    edit(ws, person, channel, given.text("message_ts"), given.optional("text") ?? "");
    return {};
  },

  "POST /control/delete"(given, ws) {
    const person = actor(ws, given.text("user"));
    remove(ws, person, writable(ws, person, given.text("channel")), given.text("message_ts"));
    return {};
  },

  async "POST /control/click"(given, ws) {
    const person = actor(ws, given.text("user"));
    const wanted = wantedElement(given);
    const viewId = given.optional("view_id");
    const delivered = viewId
      ? await clickView(ws, person, { ...wanted, view_id: viewId, state: given.record("values") })
      : await click(ws, person, {
          ...wanted,
          ...place(given),
          state: given.record("values"),
          stale: given.value("stale") === true,
        });
    return { delivered };
  },

  async "POST /control/options"(given, ws) {
    const person = actor(ws, given.text("user"));
    const viewId = given.optional("view_id");
    const where = viewId ? { view_id: viewId } : place(given);
    return suggest(ws, person, { ...wantedElement(given), ...where }, given.optional("value") ?? "");
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
    await closeView(ws, actor(ws, given.text("user")), given.text("view_id"), given.value("clear") === true);
    return {};
  },

  "POST /control/react"(given, ws) {
    const person = actor(ws, given.text("user"));
    const message = messageIn(ws, readable(ws, person, given.text("channel")), given.text("message_ts"));
    const name = given.text("name").replaceAll(":", "");
    try {
      react(ws, message, person.id, name, given.value("remove") === true ? "remove" : "add");
    } catch (error) {
      if (error instanceof SlackError) throw new ActError(error.error, error.message);
      throw error;
    }
    return {};
  },

  "POST /control/read"(given, ws) {
    const person = actor(ws, given.text("user"));
    markRead(ws, person, readable(ws, person, given.text("channel")), given.text("ts"));
    return {};
  },

  "POST /control/home"(given, ws) {
    const person = actor(ws, given.text("user"));
    const channel = given.optional("channel");
    const app = channel ? appIn(ws, readable(ws, person, channel)) : appNamed(ws, given.optional("app"));
    if (!app) throw new ActError("app_not_found", "this conversation is not with an app");
    openHome(ws, app, person, given.optional("tab") === "messages" ? "messages" : "home");
    return {};
  },

  "POST /control/stop"(given, ws) {
    const person = actor(ws, given.text("user"));
    stopSession(ws, person, readable(ws, person, given.text("channel")), given.text("thread_ts"));
    return {};
  },
};

function wantedElement(given: Given) {
  return {
    action_id: given.text("action_id"),
    block_id: given.optional("block_id"),
    value: given.optional("value"),
    ...(given.value("chosen") === undefined ? {} : { chosen: given.record("chosen") }),
  };
}

function place(given: Given) {
  return { channel: given.text("channel"), message_ts: given.text("message_ts") };
}
