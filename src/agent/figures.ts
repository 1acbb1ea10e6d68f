/** A figure as printed: what it claims, and how exactly. */
export interface Figure {
  text: string;
  kind: "amount" | "percent" | "multiple";
  /** Without sign: "-$5" and "down $5" are one claim. */
  value: number;
  /** Half a unit of the last printed digit. */
  tolerance: number;
  /** More readings of the same print: 1 GB is 10^9 or 2^30 bytes. */
  scales: number[];
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const SCALE = "K|M|B|k|천|만|억|thousand|million|billion";
const BYTES = "KB|MB|GB|TB|KiB|MiB|GiB|TiB|bytes|바이트";
const UNITS_EN =
  "events?|findings?|errors?|instances?|users?|people|requests?|times|rows?|lines?|services?|regions?|accounts?|" +
  "logins?|failures?|attempts?|patterns?|calls?|records?|logs?|groups?|resources?|buckets?|keys?|targets?|alarms?|" +
  "deployments?|tasks?|volumes?|snapshots?|sessions?|hosts?|addresses|roles?|results?|items?|sign-ins?|messages?";
const UNITS_KO = "건|개|명|회|번|대|곳|줄|행|종|가지|차례";
const MASKED = " ";

const SCALES: Record<string, number> = {
  K: 1e3,
  k: 1e3,
  천: 1e3,
  thousand: 1e3,
  만: 1e4,
  M: 1e6,
  million: 1e6,
  억: 1e8,
  B: 1e9,
  billion: 1e9,
};
const BYTE_POWERS: Record<string, number> = { K: 1, M: 2, G: 3, T: 4 };

/** Numbers that claim nothing about the data. Order matters: longer shapes first. */
const NOT_FIGURES: RegExp[] = [
  /(?:https?:\/\/|arn:)\S+|\S+@\S+\.\S+/g,
  /^\s*\d{1,2}[.)]\s/gm,
  /\b\d{4}-\d{4}-\d{4}\b|\b\d{12}\b/g,
  /\b\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/g,
  /\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?/g,
  /(?:GMT|UTC)[+-]\d{1,2}/g,
  /(?:오전|오후)\s*\d{1,2}/g,
  /\b\d{1,2}\s?(?:AM|PM|am|pm)\b/g,
  /\b\d+\.\d+\.\d+(?:\.\d+)*(?:\/\d+)?\b/g,
  /\b\d{1,4}\/\d{1,4}(?:\/\d{1,4})?\b/g,
  /(?:\d{2,4}년\s*)?\d{1,2}월(?:\s*\d{1,2}\s*일?)?(?:\s*[–~-]\s*(?:\d{1,2}월\s*)?\d{1,2}\s*일)?/g,
  /\d+(?:\.\d+)?\s*[–~-]\s*(?=\d+(?:\.\d+)?\s*(?:일|시|분|초|주|년|days?|hours?|minutes?|seconds?|weeks?|months?)(?![a-z]))/g,
  /\d+(?:\.\d+)?\s*(?:밀리초|초|분기|분|시간|시|일|주|개월|달|년|페이지|단계|위|번째|차(?!례))/g,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:\s*[–-]\s*\d{1,2})?(?:,?\s+\d{4})?\b/g,
  /\b\d{1,2}(?:st|nd|rd|th)?(?:\s*[–-]\s*\d{1,2})?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{4})?\b/g,
  /\b\d+(?:st|nd|rd|th)\b/g,
  /\b\d+(?:\.\d+)?[\s-]?(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\b/g,
  /\b\d+ of (?:the )?\d+ pages\b|\bpages? \d+\b/gi,
  /\b(?:top|step|tier|level|line|port|tcp|udp|HTTP|status|RFC|Node|version)\s+\d+\b/gi,
  /상위\s*\d+\s*(?:개|곳|건|명)?/g,
  /#\d+\b/g,
];

const YEAR = new RegExp(String.raw`(?<![\d.,$])20[0-4]\d(?![\d,]|\.\d|\s*(?:${UNITS_KO}|${UNITS_EN})(?![a-z]))`, "g");
const MONEY = new RegExp(
  String.raw`(?:US\$|\$|₩|USD\s?|KRW\s?)\s?(${NUMBER})\s?(${SCALE})?(?![A-Za-z])|(${NUMBER})\s?(${SCALE})?\s?(?:달러|원|dollars?|USD|KRW|won)`,
  "g",
);
const PERCENT = new RegExp(String.raw`(${NUMBER})\s?(?:%p?|퍼센트|percent|pct)`, "g");
const MULTIPLE = new RegExp(String.raw`(${NUMBER})(?:\s?배|x\b|×)`, "g");
const SIZE = new RegExp(String.raw`(${NUMBER})\s?(${BYTES})(?![A-Za-z])`, "g");
const COUNT = new RegExp(
  String.raw`(?<![\w.,])(${NUMBER})\s?(${SCALE})?(?:\s?(?:${UNITS_KO})|(?:\s+[a-z-]+){0,2}?\s+(?:${UNITS_EN})\b)`,
  "gi",
);
const LARGE = new RegExp(
  String.raw`(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{4,})\s?(${SCALE})?(?![\w]|[.,]\d)`,
  "g",
);
const CELL = new RegExp(String.raw`(?<=\|\s*[+−-]?\s*\**)(${NUMBER})(?=\**\s*\|)`, "g");

/** The figures of a paragraph of Markdown. Dates, times, durations, ids, versions and ordinals are none. */
export function figuresIn(markdown: string): Figure[] {
  let text = maskCode(markdown);
  const found: { at: number; figure: Figure }[] = [];
  const take = (pattern: RegExp, make: (match: string[]) => Figure) => {
    text = text.replace(pattern, (...args: unknown[]) => {
      const groups = args.slice(
        0,
        args.findIndex((arg) => typeof arg === "number"),
      ) as string[];
      const at = args.find((arg) => typeof arg === "number") as number;
      found.push({ at, figure: make(groups) });
      return MASKED.repeat(groups[0]!.length);
    });
  };
  take(MONEY, ([all, a, scaleA, b, scaleB]) => amount(all!, a ?? b!, scaleA ?? scaleB));
  take(PERCENT, ([all, number]) => ({ ...amount(all!, number!), kind: "percent" }));
  text = maskIds(NOT_FIGURES.reduce((rest, pattern) => rest.replace(pattern, blank), text)).replace(YEAR, blank);
  take(SIZE, ([all, number, unit]) => size(all!, number!, unit!));
  take(MULTIPLE, ([all, number]) => ({ ...amount(all!, number!), kind: "multiple" }));
  take(COUNT, ([all, number, scale]) => amount(all!, number!, scale));
  take(LARGE, ([all, number, scale]) => amount(all!, number!, scale));
  text = maskFirstCells(text);
  take(CELL, ([all, number]) => amount(all!, number!));
  return found.sort((a, b) => a.at - b.at).map(({ figure }) => figure);
}

/** Every number of a text, plainly read: what a person wrote, they need no proof for. */
export function numbersIn(text: string): number[] {
  const numbers = text.matchAll(new RegExp(String.raw`(${NUMBER})\s?(${SCALE})?`, "g"));
  return [...numbers].flatMap(([, number, scale]) => [plain(number!), plain(number!) * (SCALES[scale ?? ""] ?? 1)]);
}

function amount(text: string, number: string, scale?: string): Figure {
  const factor = SCALES[scale ?? ""] ?? SCALES[scale?.toUpperCase() ?? ""] ?? 1;
  const decimals = number.split(".")[1]?.length ?? 0;
  return {
    text: text.trim(),
    kind: "amount",
    value: plain(number) * factor,
    tolerance: 0.5 * 10 ** -decimals * factor,
    scales: [1],
  };
}

/** A column may be in bytes or already in the unit. */
function size(text: string, number: string, unit: string): Figure {
  const power = BYTE_POWERS[unit[0]!] ?? 0;
  return { ...amount(text, number), scales: [1, 1000 ** power, 1024 ** power] };
}

function plain(number: string): number {
  return Number(number.replaceAll(",", ""));
}

function blank(match: string): string {
  return MASKED.repeat(match.length);
}

/** In code stand ids and quotes of logs; only what looks like money or a percentage counts there. */
function maskCode(markdown: string): string {
  const keep = new RegExp(String.raw`[$₩]\s?(?:${NUMBER})|(?:${NUMBER})\s?%`, "g");
  return markdown.replace(/(`{3,}|~{3,})[\s\S]*?(?:\1|$)|`[^`\n]+`/g, (code) => {
    let at = 0;
    let out = "";
    for (const match of code.matchAll(keep)) {
      out += blank(code.slice(at, match.index)) + match[0];
      at = match.index + match[0].length;
    }
    return out + blank(code.slice(at));
  });
}

/** `g5.12xlarge`, `us-east-1`, `5xx`, `p99`, `d3`: letters and digits in one word, unless the letters are a unit. */
function maskIds(text: string): string {
  const unit = new RegExp(String.raw`^[\d.,]+(?:${SCALE}|${BYTES}|x)\.?$`);
  return text.replace(/[A-Za-z0-9_][\w.:/-]*/g, (word) =>
    /[A-Za-z]/.test(word) && /\d/.test(word) && !unit.test(word) ? blank(word) : word,
  );
}

/** The first cell of a row names it: a rank or a key, not a claim. */
function maskFirstCells(text: string): string {
  return text.replace(/^\s*\|[^|]*(?=\|)/gm, (cell) => cell.replace(/[^|\s]/g, MASKED));
}
