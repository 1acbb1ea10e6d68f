import type { Person } from "../entities.ts";

/** What the workspace itself says to one person, in that person's language. */
export const systemUser = "USLACKBOT";

interface Lines {
  noAnswer(app: string): string;
  commandFailed(command: string, app: string): string;
  notInChannel(bot: string): string;
  invite: string;
  ignore: string;
  required: string;
  tooShort(least: number): string;
  tooLong(most: number): string;
  notNumber: string;
  tooSmall(least: string): string;
  tooLarge(most: string): string;
  notEmail: string;
  notUrl: string;
  tooMany(most: number): string;
}

const ko: Lines = {
  noAnswer: (app) => `⚠️ ${app} 앱이 3초 안에 응답하지 않았습니다. 잠시 뒤에 다시 시도해 주세요.`,
  commandFailed: (command, app) => `⚠️ \`${command}\` 명령이 실패했습니다. ${app} 앱이 3초 안에 응답하지 않았습니다.`,
  notInChannel: (bot) => `${bot} 봇이 이 채널에 없어서 멘션을 보지 못합니다.`,
  invite: "초대하기",
  ignore: "그대로 두기",
  required: "꼭 입력해야 합니다.",
  tooShort: (least) => `${least}자 이상 입력해 주세요.`,
  tooLong: (most) => `${most}자까지 입력할 수 있습니다.`,
  notNumber: "숫자를 입력해 주세요.",
  tooSmall: (least) => `${least} 이상이어야 합니다.`,
  tooLarge: (most) => `${most} 이하여야 합니다.`,
  notEmail: "이메일 주소를 입력해 주세요.",
  notUrl: "http:// 또는 https://로 시작하는 주소를 입력해 주세요.",
  tooMany: (most) => `${most}개까지 고를 수 있습니다.`,
};

const en: Lines = {
  noAnswer: (app) => `⚠️ ${app} did not respond within three seconds. Please try again in a moment.`,
  commandFailed: (command, app) => `⚠️ \`${command}\` failed: ${app} did not respond within three seconds.`,
  notInChannel: (bot) => `${bot} is not in this channel and does not see your mention.`,
  invite: "Invite",
  ignore: "Do nothing",
  required: "This field is required.",
  tooShort: (least) => `Enter at least ${least} characters.`,
  tooLong: (most) => `Enter at most ${most} characters.`,
  notNumber: "Enter a number.",
  tooSmall: (least) => `Must be ${least} or more.`,
  tooLarge: (most) => `Must be ${most} or less.`,
  notEmail: "Enter an email address.",
  notUrl: "Enter an address that starts with http:// or https://.",
  tooMany: (most) => `Choose at most ${most}.`,
};

export function linesFor(person: Person): Lines {
  return person.locale.startsWith("ko") ? ko : en;
}
