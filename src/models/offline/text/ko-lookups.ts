import type { Lookups } from "./lookups.ts";

export const KO_LOOKUPS: Lookups = {
  described: (name, type, state) => `**${name}: ${type}${state ? `, ${state}` : ""}**`,
  costs: (name, usd) => `**${name}의 비용은 정가로 하루 ${usd}입니다.**`,
  listPrice: (asOf) =>
    `정가표 ${asOf} 기준 추정이며 할인, 트래픽, 세금은 뺐습니다. 청구서에는 리소스 하나의 비용이 따로 나오지 않습니다.`,
  noPrice: (name) =>
    `**${name}의 하루 비용은 알 수 없습니다: 정가표에 없습니다.** 서비스 전체의 비용은 _이번 달 서비스별 비용_ 처럼 물어봐 주세요.`,
  fact: "항목",
  value: "값",
  moreFacts: "나머지 항목은 _CSV로 줘_ 라고 하면 받을 수 있습니다.",
  drawn: (name, nodes, edges) => `**${name} 구성도를 스레드에 올렸습니다: 리소스 ${nodes}개, 연결 ${edges}개.**`,
  whichToDraw: (count, shown) =>
    `인스턴스 ${count}대 중 어느 것의 주변 구성을 그릴까요?${shown < count ? ` 버튼은 처음 ${shown}대이고, 다른 것은 이름으로 말씀해 주세요.` : ""}`,
  drawAround: (name) => `${name} 주변 구성 그려줘`,
  account: "계정 전체",
  notDrawn: (name, nodes) => `**${name} 구성도를 그리지 못했습니다. 찾은 리소스는 ${nodes}개입니다.**`,
  around: (group, time, lines) => `**${group} 로그의 ${time} 앞뒤 ${lines}줄입니다.**`,
  noLines: (group, time) => `**${group} 로그에는 ${time} 앞뒤에 남은 줄이 없습니다.**`,
  whichLog: "**어느 로그의 몇 시 앞뒤를 볼까요?** 로그 그룹이나 서비스의 이름과 시각을 시:분으로 함께 말씀해 주세요.",
  page: (title) => `**AWS 문서: ${title}**`,
  noPage: "**이 주제의 AWS 문서를 찾지 못했습니다.** 서비스 이름과 영어 용어를 함께 써서 다시 물어봐 주세요.",
  english: "AWS 문서는 영어 원문 그대로입니다.",
  link: (url) => `출처: ${url}`,
  related: (titles) => `관련: ${titles}`,
  finding: (title) => `**${title}**`,
  noSuchFinding: (count) => `**목록에는 탐지 결과가 ${count}건뿐입니다.** 그 안에서 다시 골라 주세요.`,
  dashboards: (count) => `**CloudWatch 대시보드는 ${count}개입니다.**`,
  noDashboards: "**CloudWatch 대시보드가 없습니다.**",
  drawDashboard: (name) => `그림으로 보려면 이렇게 물어봐 주세요: ${name} _대시보드 그려줘_`,
  dashboard: (name, widgets, pictures, period) =>
    `**${name} 대시보드의 위젯 ${widgets}개입니다 (${period}).**${pictures > 0 ? ` 그중 ${pictures}개를 그림으로 올렸습니다.` : ""}`,
  widget: "위젯",
  series: "계열",
  latest: "마지막 값",
  noFinding: "**설명할 탐지 결과가 없습니다.** 심각도 높은 GuardDuty 탐지 결과를 찾지 못했습니다.",
};
