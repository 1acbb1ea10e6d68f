import { expect, it } from "vitest";
import { asksToTurnChanges } from "../../src/slack/switch-words.ts";

it.each([
  ["stop all changes", "stopped", null],
  ["Please stop all changes now!", "stopped", null],
  ["freeze changes: black friday", "stopped", "black friday"],
  ["halt every change because deploys are broken", "stopped", "deploys are broken"],
  ["Turn all changes off", "stopped", null],
  ["kill switch", "stopped", null],
  ["변경 중지", "stopped", null],
  ["모든 변경을 당장 멈춰 주세요", "stopped", null],
  ["변경 작업 다 중단해줘: 배포 동결", "stopped", "배포 동결"],
  ["전체 변경 금지", "stopped", null],
  ["allow changes again", "allowed", null],
  ["resume all changes: the freeze is over", "allowed", "the freeze is over"],
  ["turn changes back on please", "allowed", null],
  ["변경 다시 허용해줘", "allowed", null],
  ["변경 중지 해제", "allowed", null],
  ["변경 재개: 동결 끝", "allowed", "동결 끝"],
] as const)("%s turns the switch", (text, to, why) => {
  expect(asksToTurnChanges(text)).toEqual({ to, why });
});

it.each([
  "stop",
  "stop order-api-2",
  "what changes were made this week?",
  "who stopped all changes?",
  "stop all changes to order-api-2",
  "변경 내역 보여줘",
  "변경 중지한 사람 누구야?",
  "order-api-2 중지해줘",
  "인스턴스 변경 중지 이력",
])("%s is no such order", (text) => {
  expect(asksToTurnChanges(text)).toBeNull();
});
