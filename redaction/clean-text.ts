/**
 * Text from strangers (log lines, tags, user agents), made harmless to show: no terminal sequences, no controls, nothing
 * invisible that could hide an instruction or turn the reading direction.
 */

/** CSI and OSC sequences, then two-character escapes. */
const ansi =
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?|\x1b[ -~]?/g;

/** C0 except tab and newline, DEL, C1. */
const controls = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

/** Soft hyphen, bidi marks, embeddings and isolates, zero-width characters, fillers, tag characters, variation selectors 17-256. */
const invisible =
  /\u034f|[\u{e0100}-\u{e01ef}]|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Idempotent. Newlines become `\n`; lone surrogates become U+FFFD. */
export function stripInvisible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(ansi, "")
    .replace(controls, "")
    .replace(invisible, "");
}

const unseen = new RegExp(`${controls.source}|${invisible.source}|[\\ud800-\\udfff]`, "gu");

/**
 * For where a person decides by what stands there: what `stripInvisible` would take out is told by its number, such as
 * `\u{202e}`. Newlines and tabs stay. Idempotent.
 */
export function showInvisible(text: string): string {
  return text.replace(unseen, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** At most `max` UTF-16 units including the ellipsis; never splits a surrogate pair. */
export function capText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  const end = max - 1;
  const splits = end > 0 && text.charCodeAt(end - 1) >= 0xd800 && text.charCodeAt(end - 1) <= 0xdbff;
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** Strip, then cap. Where secrets may be inside, redact between the two: a cut secret is no longer recognised. */
export function cleanText(text: string, max = 2_048): string {
  return capText(stripInvisible(text), max);
}
