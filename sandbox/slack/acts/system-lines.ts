import type { Person } from "../entities.ts";

/** What the workspace itself says to one person, in that person's language. */
export const systemUser = "USLACKBOT";

interface Lines {
  noAnswer(app: string): string;
  commandFailed(command: string, app: string): string;
  notInChannel(bot: string): string;
}

const ko: Lines = {
  noAnswer: (app) => `⚠️ ${app} 앱이 3초 안에 응답하지 않았습니다. 잠시 뒤에 다시 시도해 주세요.`,
  commandFailed: (command, app) => `⚠️ \`${command}\` 명령이 실패했습니다. ${app} 앱이 3초 안에 응답하지 않았습니다.`,
  notInChannel: (bot) => `${bot} 봇이 이 채널에 없어서 멘션을 보지 못합니다.`,
};

const en: Lines = {
  noAnswer: (app) => `⚠️ ${app} did not respond within three seconds. Please try again in a moment.`,
  commandFailed: (command, app) => `⚠️ \`${command}\` failed: ${app} did not respond within three seconds.`,
  notInChannel: (bot) => `${bot} is not in this channel and does not see your mention.`,
};

export function linesFor(person: Person): Lines {
  return person.locale.startsWith("ko") ? ko : en;
}
