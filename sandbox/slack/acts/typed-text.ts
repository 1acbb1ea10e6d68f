import type { Block, Json } from "../entities.ts";
import type { Directory } from "../store/directory.ts";

/** What a person typed, as Slack sends it on: escaped, names as ids, links in brackets, and a rich_text block. */
export function typedText(directory: Directory, typed: string): { text: string; blocks: Block[] } {
  const names = mentionable(directory);
  const elements: Json[] = [];
  let text = "";
  let plain = "";
  const flush = (): void => {
    if (plain !== "") elements.push({ type: "text", text: plain });
    text += escapeText(plain);
    plain = "";
  };
  let rest = typed;
  let before = "";
  while (rest !== "") {
    const found = /[\w.]$/.test(before) ? undefined : mentionAt(rest, names);
    const url = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"\]]/.exec(rest)?.[0];
    const taken = found?.length ?? url?.length ?? 1;
    if (found) {
      flush();
      elements.push(found.element);
      text += found.text;
    } else if (url) {
      flush();
      elements.push({ type: "link", url });
      text += `<${escapeText(url)}>`;
    } else plain += rest.slice(0, taken);
    before = rest.slice(taken - 1, taken);
    rest = rest.slice(taken);
  }
  flush();
  return {
    text,
    blocks: [{ type: "rich_text", block_id: "typed", elements: [{ type: "rich_text_section", elements }] }],
  };
}

interface Name {
  typed: string;
  text: string;
  element: Json;
}

/** Longest first, so that one name that begins like another does not win over it. */
function mentionable(directory: Directory): Name[] {
  const names: Name[] = [
    ...directory.people.all().flatMap((person) =>
      [person.name, person.real_name].map((name) => ({
        typed: `@${name}`,
        text: `<@${person.id}>`,
        element: { type: "user", user_id: person.id },
      })),
    ),
    ...directory.groups.all().map((group) => ({
      typed: `@${group.handle}`,
      text: `<!subteam^${group.id}>`,
      element: { type: "usergroup", usergroup_id: group.id },
    })),
    ...directory.channels
      .all()
      .filter((channel) => channel.kind === "public" || channel.kind === "private")
      .map((channel) => ({
        typed: `#${channel.name}`,
        text: `<#${channel.id}|${channel.name}>`,
        element: { type: "channel", channel_id: channel.id },
      })),
    ...["here", "channel", "everyone"].map((range) => ({
      typed: `@${range}`,
      text: `<!${range}>`,
      element: { type: "broadcast", range },
    })),
  ];
  return names.sort((a, b) => b.typed.length - a.typed.length);
}

/** A name ends where no Latin letter or digit follows: Korean particles are written right after it. */
function mentionAt(rest: string, names: Name[]): (Name & { length: number }) | undefined {
  if (rest[0] !== "@" && rest[0] !== "#") return undefined;
  const found = names.find(({ typed }) => rest.startsWith(typed) && !/^[\w-]/.test(rest.slice(typed.length)));
  return found && { ...found, length: found.typed.length };
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
