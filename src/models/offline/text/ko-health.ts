import type { Health } from "./health.ts";

const STATISTICS: Record<string, string> = { Average: "평균", Maximum: "최대", Minimum: "최소", Sum: "합계" };
const THINGS: Record<string, string> = { instance: "EC2 인스턴스", database: "DB 인스턴스", function: "Lambda 함수" };
const span = (step: string) => step.replace("m", "분").replace("h", "시간").replace("d", "일");

export const KO_HEALTH: Health = {
  ringing: (count, names) => `**지금 울리고 있는 알람은 ${count}개입니다: ${names}.**`,
  quiet: (all) => `**지금 울리고 있는 알람은 없습니다 (전체 ${all}개).**`,
  withoutData: (count, names) => `**데이터가 부족한(INSUFFICIENT_DATA) 알람은 ${count}개입니다: ${names}.**`,
  noAlarms: "**찾은 알람이 없습니다.**",
  rang: {
    first: (period, times, alarms, most, mostTimes) =>
      `**${period} 알람은 모두 ${times}번 울렸습니다 (알람 ${alarms}개)${alarms > 1 ? `. 가장 자주 울린 것은 ${most} ${mostTimes}번입니다` : `: ${most}`}.**`,
    none: (period) => `**${period} 울린 알람은 없습니다.**`,
    columns: { alarm: "알람", times: "횟수", minutes: "울린 시간(분)", last: "마지막" },
  },
  states: (alarm, insufficient, ok) => `알람 상태: ALARM ${alarm}개, INSUFFICIENT_DATA ${insufficient}개, OK ${ok}개.`,
  measured: (period, name, measure, figures) => `**${period} ${name}의 ${measure}: ${figures}.**`,
  figures: (name, avg, max, at) => `${name} 평균 ${avg}, 최대 ${max}${at ? ` (${at})` : ""}`,
  sum: (name, sum) => `${name} 합계 ${sum}`,
  noData: (period, name, measure) => `**${period} ${name}의 ${measure} 데이터가 없습니다.**`,
  course: (resource, measure, statistic, step) =>
    `${resource} ${measure}${statistic ? ` (${span(step)} ${STATISTICS[statistic] ?? statistic})` : ""}`,
  lower: (step) => `그림은 ${span(step)} 평균이라 최고점이 표의 최대보다 낮습니다.`,
  all: (thing, count) => `${THINGS[thing]} ${count}${thing === "function" ? "개" : "대"}`,
  highest: (period, all, measure, name, figures, lowest) =>
    `**${period} ${all} 중 ${measure} 평균이 가장 ${lowest ? "낮은" : "높은"} 것은 ${name}입니다: ${figures}.**`,
  leftOut: (count) => `한 번에 다 답하지 못한 것이 ${count}개 있습니다. 나누어 물어봐 주세요.`,
  withoutPoints: (count) => `데이터가 없는 것 ${count}개는 뺐습니다.`,
  whichResource: (measure) =>
    `**어느 리소스의 ${measure} 지표를 볼까요?** 이름이나 ID를 알려 주세요. 예: _orders-db CPU 최근 24시간_`,
  measures: {
    cpu: "CPU 사용률",
    memory: "메모리",
    disk: "디스크 사용률",
    latency: "응답 시간",
    "error rate": "에러율",
    "5xx": "5xx 응답 수",
    "5xx rate": "5xx 비율",
    connections: "연결 수",
    "free storage": "남은 용량",
    requests: "요청 수",
    "network in": "네트워크 수신",
    "network out": "네트워크 송신",
    depth: "쌓인 메시지 수",
  },
  outage: {
    title: "5xx 비율",
    cause: (time, what, version, by, after, rise) =>
      `**가장 유력한 원인: ${time}의 배포 ${what}${version ? ` (버전 ${version})` : ""} — ${by}. 배포 ${after} ${rise}**`,
    rise: (from, to, usual, share, minutes) =>
      `${from}부터 5xx가 ${usual}에서 ${share}로 올라 ${to}까지 ${minutes}분 이어졌습니다.`,
    noCause: (service, rise) => `**${service} 장애의 원인이 될 만한 변경을 CloudTrail에서 찾지 못했습니다.** ${rise}`,
    none: (period, name) => `**${period} ${name ? `${name}의 ` : ""}장애 알람이 울린 적이 없습니다.**`,
    rollback: (by, time, what, version, ends) =>
      `복구: ${by}, ${time}에 ${what}${version ? ` (버전 ${version})` : ""}로 롤백, ${ends}에 정상화.`,
    pattern: (share, pattern) => `그동안 에러 로그의 ${share}: ${pattern}`,
    evidence: (ids) => `CloudTrail 이벤트 ID: ${ids}.`,
    minutesAfter: (minutes) => `${minutes}분 뒤인`,
    rows: { deploy: "배포", raised: "5xx 상승", alarm: "알람", rollback: "롤백", settled: "5xx 정상화" },
    columns: { time: "시각", what: "일", who: "누가", detail: "내용" },
    likely: "시간의 앞뒤로 본 추정입니다.",
  },
  oom: {
    killed: (period, name, count, first, last) =>
      `**${period} ${name} 컨테이너가 메모리 부족(OOM)으로 ${count}번 종료되었습니다 (처음 ${first}, 마지막 ${last}).**`,
    none: (period, name) => `**${period} ${name}에 메모리 부족(OOM) 기록은 없습니다.**`,
    cause: (by, time, what, from, to, ids) =>
      `원인: ${by}, ${time}에 ${what} 배포${to ? ` (메모리${from ? ` ${from} →` : ""} ${to})` : ""}. CloudTrail 이벤트 ID: ${ids}.`,
    restored: (by, time, what, memory) => `복구: ${by}, ${time}에 ${what} 배포${memory ? ` (메모리 ${memory})` : ""}.`,
    which: "**어느 서비스의 메모리 부족을 볼까요?** 이름을 알려 주세요. 예: _최근 14일 payment-worker OOM_",
    columns: { time: "시각", message: "로그" },
  },
};
