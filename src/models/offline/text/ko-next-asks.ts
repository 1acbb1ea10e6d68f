import type { NextAsk, NextAsks } from "./next-asks.ts";

const CAUSE: NextAsk = ["이번 달에 오른 원인", "이번 달 비용이 왜 늘었어?"];
const FORECAST: NextAsk = ["이번 달 예상 비용", "이번 달 예상 비용 알려줘"];
const FAILED: NextAsk = ["실패한 로그인", "최근 7일간 실패한 콘솔 로그인 있었어?"];

const REPORTS: Record<string, NextAsk> = {
  savings_plans_coverage: ["Savings Plans 적용률", "세이빙스 플랜 적용률 알려줘"],
  savings_plans_utilization: ["Savings Plans 사용률", "세이빙스 플랜 사용률 알려줘"],
  reservation_coverage: ["예약 적용률", "예약 인스턴스 적용률 알려줘"],
};

export const KO_NEXT_ASKS: NextAsks = {
  cost: () => [CAUSE, FORECAST],
  costChange: () => [CAUSE],
  costCause: () => [FORECAST, ["낭비되는 비용", "안 쓰는 리소스로 낭비되는 비용 보여줘"]],
  costForecast: () => [CAUSE],
  costAnomalies: () => [CAUSE],
  costSavings: (report) =>
    REPORTS[report] ? Object.entries(REPORTS).flatMap(([name, ask]) => (name === report ? [] : [ask])) : [],
  trail: () => [FAILED],
  logins: (name) => (name === "root" ? [FAILED] : [["루트 계정 사용", "최근 30일 루트 계정 사용 있었어?"]]),
  guardduty: () => [["가장 심각한 것 설명", "가장 심각한 GuardDuty 탐지 결과 설명해줘"]],
  instances: (name) => [
    ...(name ? [["자세히 보기", `${name} 자세히 알려줘`] as const] : []),
    ["계정 구성도", "계정 전체 구성도 그려줘"],
  ],
  alarms: () => [["최근 장애 원인", "최근 장애 원인이 뭐야?"]],
  contacts: () => [
    ["오늘 놓친 고객", "오늘 Connect 대기열에서 포기한 고객 몇 명이야?"],
    ["Connect 변경 이력", "최근 2일 Connect 변경 이력 보여줘"],
  ],
  metrics: (name) => (name ? [["자세히 보기", `${name} 자세히 알려줘`]] : []),
};
