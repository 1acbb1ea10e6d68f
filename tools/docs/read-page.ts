/** A part of a page under its heading. */
export interface PageSection {
  heading: string;
  text: string;
}

const MAX_SECTIONS = 60;

/** Markdown cut at its headings; what stands before the first is under the title. */
export function sectionsOf(markdown: string, title: string): PageSection[] {
  const sections: PageSection[] = [];
  let heading = title;
  let lines: string[] = [];
  const close = () => {
    const text = lines.join("\n").trim();
    if (text !== "") sections.push({ heading, text });
    lines = [];
  };
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) fenced = !fenced;
    const head = fenced ? null : /^#{1,4}\s+(.+)$/.exec(line);
    if (!head) {
      lines.push(line);
      continue;
    }
    close();
    heading = (head[1] ?? "").replace(/[#*`]+/g, "").trim();
  }
  close();
  return sections.slice(0, MAX_SECTIONS);
}

/** The first heading, or the last part of the address. */
export function titleOf(markdown: string, url: string): string {
  const head = /^#\s+(.+)$/m.exec(markdown)?.[1];
  return head?.trim() || (new URL(url).pathname.split("/").filter(Boolean).at(-1) ?? url);
}
