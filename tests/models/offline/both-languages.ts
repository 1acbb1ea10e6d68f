import { anyTools } from "./any-tools.ts";
import { NOW, plannerThread, type Tools } from "./planner-thread.ts";

export interface Both {
  ko: string;
  en: string;
}

/** The whole reply in both languages; the question is asked in the language of the reply. */
export async function replies(questions: Both, tools: Tools = {}): Promise<Both> {
  const one = async (language: "ko" | "en") =>
    (await plannerThread({ ...anyTools(NOW), ...tools }, { language }).ask(questions[language])).text;
  return { ko: await one("ko"), en: await one("en") };
}

export const show = ({ ko, en }: Both): string => `${ko}\n\n=====\n\n${en}`;
