import { z } from "zod";

export interface PageHit {
  title: string;
  url: string;
  summary: string;
}

const hit = z.object({
  url: z.string(),
  title: z.string(),
  context: z.string().nullish(),
  summary: z.string().nullish(),
});

/** The list of pages in an answer, wherever it stands: its wrapping has changed between versions of AWS's server. */
export function hitsIn(text: string): PageHit[] {
  return listIn(parsed(text)).flatMap((value) => {
    const read = hit.safeParse(value);
    if (!read.success || !isPage(read.data.url)) return [];
    const { url, title, context, summary } = read.data;
    return [{ title, url, summary: context ?? summary ?? "" }];
  });
}

/** The page's text: plain, or in a field of a JSON answer. */
export function textIn(text: string): string {
  return longestIn(parsed(text)) ?? text;
}

/** Pages that AWS writes: only these are asked for and linked. */
export function isPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, port } = new URL(url);
  return protocol === "https:" && username === "" && port === "" && hosts.has(hostname);
}

const hosts = new Set(["docs.aws.amazon.com", "aws.amazon.com", "repost.aws"]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.some((one) => hit.safeParse(one).success) ? value : value.flatMap(listIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listIn) : [];
}

function longestIn(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return null;
  const texts = Object.values(value).flatMap((one) => longestIn(one) ?? []);
  return texts.sort((a, b) => b.length - a.length)[0] ?? null;
}
