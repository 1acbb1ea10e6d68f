/** What has a name: by id, or in a list. */
interface Names {
  nameOf(id: string): string;
  channels: readonly { id: string; name: string }[];
  directory: { groups: readonly { id: string; handle: string }[] };
}

/** Slack's text of a message as its author typed it: names instead of ids, addresses without brackets. */
export function asTyped(names: Names, text: string): string {
  return text
    .replace(/<([^<>\n]+)>/g, (written, inner: string) => {
      const [target = "", label] = inner.split("|");
      if (target.startsWith("@")) return `@${names.nameOf(target.slice(1))}`;
      if (target.startsWith("#"))
        return `#${names.channels.find(({ id }) => id === target.slice(1))?.name ?? label ?? ""}`;
      if (target.startsWith("!subteam^")) {
        const id = target.slice("!subteam^".length);
        return `@${names.directory.groups.find((group) => group.id === id)?.handle ?? label ?? ""}`;
      }
      if (target.startsWith("!")) return `@${target.slice(1)}`;
      return URL.canParse(target) ? target : written;
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
