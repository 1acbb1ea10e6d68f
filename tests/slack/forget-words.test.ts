import { expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import { asksToForget } from "../../src/slack/forget-words.ts";
import { forgetView } from "../../src/slack/views/forget.ts";

it.each([
  "forget this thread",
  "Please forget about this thread.",
  "delete the history of this thread",
  "Delete this conversation, please",
  "이 스레드 잊어줘",
  "이 스레드 기록 지워 주세요",
  "이 대화의 내용을 모두 삭제해줘",
  "이 스레드를 잊어줘".normalize("NFD"),
])("%j asks to forget", (text) => expect(asksToForget(text)).toBe(true));

it.each([
  "did somebody delete this thread?",
  "forget it",
  "delete this bucket",
  "이 스레드에서 지운 버킷 뭐였지?",
  "로그 그룹 지워줘",
  "이 스레드 잊어줘 라고 하면 어떻게 돼?",
  "",
])("%j does not", (text) => expect(asksToForget(text)).toBe(false));

it.each(["ko", "en"] as const)("says what goes and what stays before it is done, in %s", (language) => {
  const view = forgetView(language, "1763000000.000100");
  expect(view).toMatchSnapshot();
  expect(checkBlocks(view.blocks, { surface: "message", isUsableFile: () => true })).toEqual([]);
});
