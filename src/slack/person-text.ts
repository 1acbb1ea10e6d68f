/** Slack's markup back to what was typed: our mention gone, links to their text, entities to characters. */
export function plainText(text: string, botUser: string): string {
  return text
    .replaceAll(`<@${botUser}>`, " ")
    .replace(/<(?:https?|mailto):([^|>]*)\|([^>]*)>/g, "$2")
    .replace(/<(https?:[^>]*)>/g, "$1")
    .replace(/<[#@!]([^|>]*)\|([^>]*)>/g, "$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/[ \t]+/g, " ")
    .trim();
}

/** What belongs to Slack's screen and not to the answer is in the language of the asker's Slack. */
export const localeOf = ({ language, locale }: { language: "ko" | "en"; locale?: "ko" | "en" }) => locale ?? language;

/** The language of the words; the profile's where the words have neither Hangul nor enough Latin letters. */
export function languageOf(text: string, profile: "ko" | "en"): "ko" | "en" {
  if (/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text)) return "ko";
  return /[A-Za-z]{2,}/.test(text.replace(/\b[A-Z0-9]{2,}\b|[\w]+-[\w-]+/g, "")) ? "en" : profile;
}
