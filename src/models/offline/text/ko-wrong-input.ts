import type { WrongInput } from "./wrong-input.ts";

export const KO_WRONG_INPUT: WrongInput = {
  backwards: (from, to) =>
    `**기간의 끝(${to})이 시작(${from})보다 앞섭니다.** 순서를 바꾸어 _${to}부터 ${from}까지_ 처럼 물어봐 주세요.`,
  future: (period) =>
    `**${period} 기간은 아직 오지 않았습니다.** 지난 기간을 물어보거나, 비용이라면 _이번 달 예상 비용 알려줘_ 처럼 예측을 물어봐 주세요.`,
  notBegun:
    "**아직 시작되지 않은 기간입니다.** 지난 기간을 물어보거나, 비용이라면 _이번 달 예상 비용 알려줘_ 처럼 예측을 물어봐 주세요.",
  account: (name, known) => `**${name} 계정은 여기서 조회할 수 없습니다.** 조회할 수 있는 계정: ${known}.`,
  region: (name, known) => `**${name} 리전은 여기서 조회할 수 없습니다.** 조회할 수 있는 리전: ${known}.`,
  which: (name) => `${name}에 맞는 것이 여럿입니다. 어느 것인가요?`,
  retention: (service, from) => `${service} 기록은 90일만 보관되므로 ${from}부터 조회했습니다.`,
  seenBackTo: (at) => `${at}까지만 거슬러 조회했습니다.`,
  tailUnread: (from) => `일부 리전은 ${from} 이후를 읽지 못했습니다.`,
};
