import { FONT_FAMILY, type FontWeight, NUMBER_FAMILY } from "./text/families.ts";

export type Attributes = Record<string, string | number | undefined>;

export interface TextStyle {
  size: number;
  weight?: FontWeight;
  fill: string;
  /** Tabular digits, for columns of figures. */
  numeric?: boolean;
  anchor?: "start" | "middle" | "end";
  /** Colour of an outline under the letters, so that they read over gridlines. */
  halo?: string;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export function element(name: string, attributes: Attributes, content?: string): string {
  let head = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) head += ` ${key}="${typeof value === "number" ? round(value) : escapeXml(value)}"`;
  }
  return content === undefined ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** One line of text with its baseline at `y`. */
export function textLine(x: number, y: number, text: string, style: TextStyle): string {
  const attributes: Attributes = {
    x,
    y,
    "font-family": style.numeric ? NUMBER_FAMILY : FONT_FAMILY,
    "font-size": style.size,
    "font-weight": style.weight === undefined || style.weight === 400 ? undefined : style.weight,
    "text-anchor": style.anchor === undefined || style.anchor === "start" ? undefined : style.anchor,
  };
  const content = escapeXml(text);
  const halo = style.halo
    ? element(
        "text",
        { ...attributes, fill: style.halo, stroke: style.halo, "stroke-width": 5, "stroke-linejoin": "round" },
        content,
      )
    : "";
  return halo + element("text", { ...attributes, fill: style.fill }, content);
}

export function group(x: number, y: number, content: string): string {
  return element("g", { transform: `translate(${round(x)},${round(y)})` }, content);
}

/** Two decimals are a fiftieth of a pixel; more would only make the text of the picture longer. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
