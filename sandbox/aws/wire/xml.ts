/** As much XML as AWS protocols need: text escaped on the way out, and elements, attributes and text on the way in. */
import { Refusal } from "./errors.ts";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Characters XML 1.0 cannot carry are replaced: one of them would make the whole answer unreadable. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")
    .replace(/[&<>"]/g, (c) => entities[c] ?? c)
    .replaceAll("\r", "&#xD;");

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const unescapeXml = (text: string): string =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, entity: string) => {
    if (!entity.startsWith("#")) return named[entity] ?? all;
    const hex = entity[1]?.toLowerCase() === "x";
    return String.fromCodePoint(Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10));
  });

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** @throws Refusal malformed when tags do not match; document types, and with them entities of one's own, are refused. */
export function parseXml(source: string): XmlElement {
  const bad = () => new Refusal("malformed", "The XML you provided was not well-formed");
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const token = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/y;
  while (token.lastIndex < source.length) {
    const at = open.at(-1) as XmlElement;
    const match = token.exec(source);
    if (!match) throw bad();
    const [, cdata, closing, name = "", attributes = "", empty, text] = match;
    if (cdata !== undefined) at.text += cdata;
    else if (text !== undefined) at.text += unescapeXml(text);
    else if (closing) {
      if (open.length === 1 || at.name !== localName(name)) throw bad();
      open.pop();
    } else if (name) {
      const element: XmlElement = { name: localName(name), attributes: {}, children: [], text: "" };
      for (const [, key = "", double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
        element.attributes[key] = unescapeXml(double ?? single ?? "");
      at.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [document] = root.children;
  if (open.length !== 1 || !document || root.children.length > 1) throw bad();
  return document;
}
