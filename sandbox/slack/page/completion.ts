import type { People, SeenChannel } from "../control/types.ts";
import { emojiNames, emojiOf } from "./render/emoji.ts";

/** What can stand where somebody is typing. Pure: the list on the screen is completion-list.ts. */
export interface Candidate {
  /** Stands in the text instead of what was typed. */
  insert: string;
  label: string;
  note: string;
  /** Whose picture goes with it. */
  person?: string;
  sign?: string;
}

/** The beginning of a name at the caret: where its sign is, which, and what follows it so far. */
export interface Begun {
  from: number;
  sign: "@" | "#" | ":" | "/";
  typed: string;
}

const MOST = 8;

export function begunAt(text: string, caret: number): Begun | undefined {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(before);
  if (command) return { from: 0, sign: "/", typed: command[1] ?? "" };
  const name = /(?:^|[\s(])([@#])([^\s@#]{0,40})$/.exec(before);
  if (name) {
    const typed = name[2] ?? "";
    return { from: caret - typed.length - 1, sign: name[1] === "@" ? "@" : "#", typed };
  }
  const emoji = /(?:^|\s):([a-z0-9_+-]{2,30})$/.exec(before);
  return emoji ? { from: caret - (emoji[1] ?? "").length - 1, sign: ":", typed: emoji[1] ?? "" } : undefined;
}

export interface Known {
  directory: Pick<People, "people" | "groups" | "commands">;
  channels: readonly SeenChannel[];
  me: string;
  broadcast: Record<"here" | "channel", string>;
}

/** The best first: what begins with what was typed before what only holds it; apps before people. */
export function candidatesFor({ sign, typed }: Begun, known: Known): Candidate[] {
  const wanted = typed.toLowerCase();
  const all = sources[sign](known);
  const begins = all.filter(({ names }) => names.some((name) => name.toLowerCase().startsWith(wanted)));
  const holds = all.filter(
    (one) => !begins.includes(one) && one.names.some((name) => name.toLowerCase().includes(wanted)),
  );
  return [...begins, ...(wanted === "" ? [] : holds)].slice(0, MOST).map(({ candidate }) => candidate);
}

/** The text and the caret after one was taken. */
export function complete(text: string, caret: number, begun: Begun, insert: string): { text: string; caret: number } {
  const rest = text.slice(caret);
  const done = `${text.slice(0, begun.from)}${insert}${rest.startsWith(" ") ? "" : " "}`;
  return { text: done + rest, caret: done.length + (rest.startsWith(" ") ? 1 : 0) };
}

interface Source {
  names: string[];
  candidate: Candidate;
}

const sources: Record<Begun["sign"], (known: Known) => Source[]> = {
  "@": ({ directory, me, broadcast }) => [
    ...directory.people
      .filter((person) => !person.deleted && person.id !== me)
      .sort((a, b) => Number(b.is_bot) - Number(a.is_bot))
      .map((person) => {
        const name = person.is_bot ? person.name : person.real_name;
        const note = person.is_bot || person.name === name ? person.title : `${person.name} · ${person.title}`;
        return {
          names: [person.name, person.real_name],
          candidate: { insert: `@${name}`, label: name, note, person: person.id },
        };
      }),
    ...directory.groups.map((group) => ({
      names: [group.handle, group.name],
      candidate: {
        insert: `@${group.handle}`,
        label: `@${group.handle}`,
        note: `${group.name} (${group.users.length})`,
        sign: "@",
      },
    })),
    ...(["here", "channel"] as const).map((range) => ({
      names: [range],
      candidate: { insert: `@${range}`, label: `@${range}`, note: broadcast[range], sign: "@" },
    })),
  ],
  "#": ({ channels }) =>
    channels
      .filter(({ kind }) => kind === "public" || kind === "private")
      .map((channel) => ({
        names: [channel.name],
        candidate: { insert: `#${channel.name}`, label: channel.name, note: channel.topic, sign: "#" },
      })),
  "/": ({ directory }) =>
    directory.commands.map((one) => ({
      names: [one.command.slice(1)],
      candidate: {
        insert: one.command,
        label: `${one.command} ${one.usage_hint}`.trim(),
        note: one.description,
        sign: "/",
      },
    })),
  ":": () =>
    emojiNames.map((name) => ({
      names: [name],
      candidate: { insert: emojiOf(name) ?? `:${name}:`, label: `:${name}:`, note: "", sign: emojiOf(name) ?? "" },
    })),
};
