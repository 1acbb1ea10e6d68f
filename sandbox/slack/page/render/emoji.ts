/** The short names that bots and people use; others stay as they were written. */
const emoji: Record<string, string> = {
  "+1": "👍",
  "-1": "👎",
  thumbsup: "👍",
  thumbsdown: "👎",
  eyes: "👀",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  no_entry: "⛔",
  no_entry_sign: "🚫",
  warning: "⚠️",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  octagonal_sign: "🛑",
  rotating_light: "🚨",
  red_circle: "🔴",
  large_orange_circle: "🟠",
  large_yellow_circle: "🟡",
  large_green_circle: "🟢",
  large_blue_circle: "🔵",
  white_circle: "⚪",
  bulb: "💡",
  mag: "🔍",
  lock: "🔒",
  unlock: "🔓",
  key: "🔑",
  shield: "🛡️",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  bar_chart: "📊",
  moneybag: "💰",
  dollar: "💵",
  calendar: "📅",
  clock3: "🕒",
  memo: "📝",
  page_facing_up: "📄",
  paperclip: "📎",
  link: "🔗",
  gear: "⚙️",
  wrench: "🔧",
  hammer_and_wrench: "🛠️",
  robot_face: "🤖",
  wave: "👋",
  pray: "🙏",
  tada: "🎉",
  fire: "🔥",
  rocket: "🚀",
  bell: "🔔",
  no_bell: "🔕",
  question: "❓",
  exclamation: "❗",
  information_source: "ℹ️",
  speech_balloon: "💬",
  arrow_right: "➡️",
  arrow_up: "⬆️",
  arrow_down: "⬇️",
  recycle: "♻️",
  repeat: "🔁",
  heart: "❤️",
  smile: "😄",
  slightly_smiling_face: "🙂",
  thinking_face: "🤔",
};

export function emojiOf(name: string): string | undefined {
  return emoji[name];
}

/** Every name there is, for choosing one. */
export const emojiNames: readonly string[] = Object.keys(emoji);

/** Replaces `:name:` by the sign where the name is known. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (written, name: string) => emoji[name] ?? written);
}
