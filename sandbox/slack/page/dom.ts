/** The one way elements are made here: properties and text, never markup, so that nothing typed can become HTML. */

export type Child = Node | string | null | undefined | false | readonly Child[];

interface Props {
  class?: string;
  /** Listeners by event name. */
  on?: Partial<{ [E in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[E]) => void }>;
  /** Plain attributes; false and undefined leave them out. */
  attr?: Record<string, string | number | boolean | undefined>;
  data?: Record<string, string>;
  /** Custom properties, for example `{"--hue": "#0f766e"}`. */
  css?: Record<string, string>;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  for (const [name, value] of Object.entries(props.attr ?? {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, value] of Object.entries(props.data ?? {})) element.dataset[name] = value;
  for (const [name, value] of Object.entries(props.css ?? {})) element.style.setProperty(name, value);
  for (const [name, listener] of Object.entries(props.on ?? {})) {
    element.addEventListener(name, listener as EventListener);
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child) parent.appendChild(typeof child === "string" ? document.createTextNode(child) : (child as Node));
  }
}

/** Puts these children in place of what is there. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}
