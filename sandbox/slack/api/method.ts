import type { InstalledApp } from "../apps.ts";
import type { Channel, Json } from "../entities.ts";
import type { Rate } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";

/** One method of the Web API. */
export interface Method {
  name: string;
  /** The app-level token is for opening sockets only; everything else takes the bot's. */
  token: "bot" | "app";
  /** Scopes of which one is enough; may depend on the kind of conversation. Empty: none needed. */
  scopes: readonly string[] | ((args: Args, ws: Workspace) => readonly string[]);
  rate: Rate;
  run(args: Args, ws: Workspace, app: InstalledApp): Json | Promise<Json>;
}

const families = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** The scope that reading this conversation takes; every one of them while it is not known which it is. */
export function conversationScopes(verb: "read" | "history") {
  return (args: Args, ws: Workspace): readonly string[] => {
    const channel = ws.directory.channels.get(args.text("channel") ?? "");
    const kinds = channel ? [channel.kind] : (Object.keys(families) as Channel["kind"][]);
    return kinds.map((kind) => `${families[kind]}:${verb}`);
  };
}

export function scopeFamily(kind: Channel["kind"]): string {
  return families[kind];
}

export function hasScope(app: InstalledApp, scope: string): boolean {
  return app.manifest.scopes.includes(scope);
}

/** Throws Slack's error unless the app was given at least one of these scopes. */
export function requireScope(app: InstalledApp, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => hasScope(app, scope))) return;
  throw new SlackError("missing_scope", { needed: anyOf.join(","), provided: app.manifest.scopes.join(",") });
}
