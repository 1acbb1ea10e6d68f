/** Names behind ids, as the reader sees them. */
export type NameOf = (id: string) => string;

/** Slack's own markup as plain text: names for ids, words for links, no signs of bold and code. */
export function plainMrkdwn(text: string, nameOf: NameOf): string {
  return text
    .replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replace(/<#(\w+)\|([^>]*)>/g, "#$2")
    .replace(/<#(\w+)>/g, (_, id: string) => `#${nameOf(id)}`)
    .replace(/<!subteam\^(\w+)(?:\|@?([^>]*))?>/g, (_, id: string, name?: string) => `@${name || nameOf(id)}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?|mailto):[^|>]*)\|([^>]*)>/g, "$2 ($1)")
    .replace(/<((?:https?|mailto):[^>]*)>/g, "$1")
    .replace(/```\n?([\s\S]*?)\n?```/g, "$1")
    .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, "$1")
    .replace(/(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?![\w_])/g, "$1")
    .replace(/(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
