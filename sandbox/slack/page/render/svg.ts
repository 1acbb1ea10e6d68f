/** One element of a drawing; text only ever as text. */
export function svg(tag: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** What a mouse that rests on a mark is told. */
export function titled(mark: SVGElement, text: string): SVGElement {
  mark.append(svg("title", {}, text));
  return mark;
}
