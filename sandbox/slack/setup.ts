import { createHash } from "node:crypto";
import type { Channel, Group, Person, Team } from "./entities.ts";
import type { Manifest } from "./manifest.ts";

/** An app to install: what its manifest declares, and the ids that Slack would have given it. */
export interface AppSetup {
  id: string;
  botUser: string;
  botId: string;
  manifest: Manifest;
}

/** Who and what is in a workspace at its first start. What is changed later is kept with the other state and wins. */
export interface Setup {
  team: Team;
  /** Without the apps' bot users. */
  people: readonly Person[];
  /** Members are people and bot users. */
  channels: readonly Channel[];
  groups: readonly Group[];
  /** At least one. */
  apps: readonly AppSetup[];
}

/** An id of Slack's form that is the same for the same name: `U0JIWOO` for `jiwoo`. */
export function idFor(prefix: string, name: string): string {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const isWhole = /^[\x20-\x7e]*$/.test(name) && plain !== "";
  return `${prefix}${isWhole ? plain : createHash("sha256").update(name).digest("hex").slice(0, 9).toUpperCase()}`;
}

export function setUpApp(manifest: Manifest): AppSetup {
  return {
    id: idFor("A0", manifest.appName),
    botUser: `${idFor("U0", manifest.botName)}BOT`,
    botId: `${idFor("B0", manifest.botName)}BOT`,
    manifest,
  };
}

type Profile = Pick<Person, "id" | "name" | "real_name" | "tz" | "locale" | "title" | "color"> & Partial<Person>;

export function createPerson(profile: Profile): Person {
  return {
    email: `${profile.name}@haneul.example`,
    is_bot: false,
    is_admin: false,
    is_restricted: false,
    deleted: false,
    ...profile,
  };
}

/** An app's own user. */
export function botPerson(app: AppSetup): Person {
  return createPerson({
    id: app.botUser,
    name: app.manifest.botName,
    real_name: app.manifest.botName,
    email: "",
    tz: "Etc/UTC",
    locale: "en-US",
    title: "App",
    color: "#1f4f7a",
    is_bot: true,
  });
}
