import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Channel, Group, Person } from "./entities.ts";
import { type Manifest, parseManifest, sentences } from "./manifest.ts";
import { type AppSetup, createPerson, idFor, type Setup, setUpApp } from "./setup.ts";

const name = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}._-]{1,80}$/u, "must be lower-case letters, digits, dots, dashes and underscores");
const zone = z.string().refine(isZone, "must be a time zone like Asia/Seoul");

/** The file behind `--config`. docs/workspace.md shows one. */
const shape = z.strictObject({
  team: z.strictObject({ name: z.string().min(1), domain: name.optional() }).default({ name: "Local" }),
  people: z
    .array(
      z.strictObject({
        name,
        real_name: z.string().min(1).optional(),
        tz: zone.default("Etc/UTC"),
        locale: z
          .string()
          .regex(/^[a-z]{2}-[A-Z]{2}$/, "must be a locale like ko-KR")
          .default("en-US"),
        title: z.string().default(""),
        email: z.email().optional(),
        role: z.enum(["admin", "member", "guest"]).default("member"),
      }),
    )
    .min(1),
  channels: z
    .array(
      z.strictObject({
        name,
        topic: z.string().default(""),
        private: z.boolean().default(false),
        members: z.union([z.literal("all"), z.array(z.string())]).default("all"),
        apps: z.array(z.string()).optional(),
      }),
    )
    .min(1),
  groups: z
    .array(z.strictObject({ handle: name, name: z.string().optional(), members: z.array(z.string()) }))
    .default([]),
  apps: z.array(z.strictObject({ manifest: z.string() })).min(1),
});

type Given = z.infer<typeof shape>;

const COLORS = ["#0f766e", "#b45309", "#6d28d9", "#be185d", "#64748b", "#0369a1", "#4d7c0f", "#a16207"];

/** Reads the configuration of a workspace; throws all problems at once, a sentence on a line of its own each. */
export function readConfig(path: string): Setup {
  let given: unknown;
  try {
    given = parse(readFileSync(path, "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(isMissing ? `${path}: there is no such file.` : `${path}: not YAML: ${firstLine(error)}`);
  }
  const read = shape.safeParse(given);
  if (!read.success) throw new Error(sentences(read.error, path).join("\n"));
  const problems: string[] = [];
  const problem = (sentence: string): void => void problems.push(`${path}: ${sentence}`);
  const manifests = read.data.apps.flatMap((app): Manifest[] => {
    const found = parseManifest(resolve(dirname(path), app.manifest));
    if ("manifest" in found) return [found.manifest];
    problems.push(...found.problems);
    return [];
  });
  const setup = build(read.data, manifests.map(setUpApp), problem);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return setup;
}

function build(given: Given, apps: AppSetup[], problem: (sentence: string) => void): Setup {
  refuseTwice(given.people, (one) => one.name, "people", problem);
  refuseTwice(given.channels, (one) => one.name, "channels", problem);
  refuseTwice(given.groups, (one) => one.handle, "groups", problem);
  refuseTwice(apps, (one) => one.manifest.botName, "bot users of apps", problem);
  refuseTwice(apps, (one) => one.manifest.appName, "apps", problem);
  const commands = apps.flatMap((app) => app.manifest.commands);
  refuseTwice(commands, (one) => one.command, "commands of apps", problem);
  const people = given.people.map((one, i): Person => {
    if (apps.some((app) => app.manifest.botName === one.name)) problem(`the name ${one.name} is an app's.`);
    return createPerson({
      id: idFor("U0", one.name),
      name: one.name,
      real_name: one.real_name ?? one.name,
      tz: one.tz,
      locale: one.locale,
      title: one.title,
      email: one.email ?? `${one.name}@${given.team.domain ?? "local"}.example`,
      color: COLORS[i % COLORS.length] as string,
      is_admin: one.role === "admin",
      is_restricted: one.role === "guest",
    });
  });
  const idOf = (who: string, where: string): string[] => {
    const found = people.find((person) => person.name === who);
    if (!found) problem(`${where}: there is nobody called ${who}.`);
    return found ? [found.id] : [];
  };
  const channels = given.channels.map((one): Channel => {
    const where = `channel #${one.name}`;
    const members =
      one.members === "all"
        ? people.filter((p) => !p.is_restricted).map((p) => p.id)
        : one.members.flatMap((who) => idOf(who, where));
    const bots = (one.apps ?? apps.map((app) => app.manifest.botName)).flatMap((wanted) => {
      const found = apps.find((app) => app.manifest.botName === wanted || app.manifest.appName === wanted);
      if (!found && apps.length === given.apps.length) problem(`${where}: there is no app called ${wanted}.`);
      return found ? [found.botUser] : [];
    });
    const kind = one.private ? "private" : "public";
    return {
      id: idFor(one.private ? "G0" : "C0", one.name),
      name: one.name,
      kind,
      topic: one.topic,
      members: [...members, ...bots],
    };
  });
  const groups = given.groups.map(
    (one): Group => ({
      id: idFor("S0", one.handle),
      handle: one.handle,
      name: one.name ?? one.handle,
      users: one.members.flatMap((who) => idOf(who, `group @${one.handle}`)),
    }),
  );
  const { name: teamName, domain } = given.team;
  return {
    team: { id: idFor("T0", domain ?? teamName), name: teamName, domain: domain ?? teamName.toLowerCase() },
    people,
    channels,
    groups,
    apps,
  };
}

function refuseTwice<T>(all: readonly T[], nameOf: (one: T) => string, what: string, problem: (s: string) => void) {
  const names = all.map(nameOf);
  // Ids are made of names: what differs in signs only would get one id twice.
  const keys = names.map((one) => idFor("", one));
  names.forEach((one, i) => {
    if (keys.indexOf(keys[i] as string) < i) problem(`two ${what} are called ${one}, or names too much alike.`);
  });
}

function isZone(given: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: given });
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  return String((error as Error).message).split("\n")[0] ?? "";
}
