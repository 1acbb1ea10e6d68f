import { topic } from "../format/josa.ts";
import type { Spending } from "./spending.ts";

export const KO_SPENDING: Spending = {
  bill: (period, gross, net, invoiced) =>
    `**${period} 비용은 ${gross}입니다${net ? ` (크레딧·환불을 반영한 ${invoiced ? "청구서 금액은" : "순액은"} ${net})` : ""}.**`,
  parts: (parts) => `${parts.map(([kind, usd]) => `${kind} ${usd}`).join(", ")}.`,
  part: { credits: "크레딧", refunds: "환불", tax: "세금" },
  dearest: (period, what, name, usd, share) =>
    `**${period} 비용이 가장 큰 ${topic(what)} ${name} (${usd}${share ? `, 전체의 ${share}` : ""})입니다.**`,
  besides: (names) => `${names} 제외 `,
  whichCategory:
    "**어느 비용 범주(cost category)로 나눌까요?** 범주 이름을 넣어 다시 물어봐 주세요. 예: _지난달 비용을 Environment 비용 범주별로 보여줘_",
  untagged: (period, scope, key, usd, share) =>
    `**${period} ${scope}비용 중 ${key} 태그가 없는 것은 ${usd}로, 전체의 ${share}입니다.**`,
  untaggedBasis: "비혼합 비용에서 크레딧·환불과 세금을 뺀 사용액 기준, UTC 청구일입니다.",
  netByTag: (period, scope, key, usd) =>
    `**${period} ${scope}${key} 태그별 순비용은 모두 ${usd}입니다 (크레딧·환불 반영, 세금 제외).**`,
  netBasis: "비혼합 비용에 크레딧·환불을 반영하고 세금을 뺀 순비용, UTC 청구일 기준입니다.",
  noTag: "(태그 없음)",
  without: (period, names, usd) => `**${period} 비용은 ${names} 제외하고 ${usd}입니다.**`,
  reproduce: (metric, granularity, groups, filter) =>
    `콘솔에서 확인: Cost Explorer · ${metric} · ${granularity}${groups ? ` · ${groups}` : ""}${filter ? ` · ${filter}` : ""}.`,
  taxExcluded: "크레딧·환불·세금은 뺐습니다.",
  perRegion: (period, sums) => `**${period} 비용: ${sums}.**`,
  months: "월",
  rose: (period, scope, after, before, was, change, percent, up) =>
    `**${period} ${scope}비용은 ${after}로, ${before}의 ${was}보다 ${change}${percent ? ` (${percent})` : ""} ${up ? "늘었습니다" : "줄었습니다"}.**`,
  most: (period, before, name, was, is, change, percent) =>
    `**${period}에 ${before}보다 가장 많이 늘어난 것은 ${name}입니다: ${was} → ${is} (${change}${percent ? `, ${percent}` : ""}).**`,
  mostFell: (period, before, name, was, is, change) =>
    `**${period}에 ${before}보다 늘어난 것은 없습니다.** 변화가 가장 큰 것: ${name} ${was} → ${is} (${change}).`,
  mostPercent: (name, percent, was, is) => `비율로는 ${name}의 증가가 가장 큽니다: ${percent} (${was} → ${is}).`,
  comparedWith: (from, days) => `비교 기간: ${from} (${days}일).`,
  cause: (period, is, before, was, change, percent, item, region, itemChange, share) =>
    `**${period} 비용은 ${is}로, ${before}의 ${was}보다 ${change} (${percent}) 늘었습니다. 가장 큰 원인은 ${region}의 ${item}입니다 (${itemChange}, ${share ? `증가분의 ${share}` : "다른 항목은 합쳐서 줄었습니다"}).**`,
  noRise: (period, is, was) => `**${period} 비용은 ${is}로, 이전 기간의 ${was}보다 늘지 않았습니다.**`,
  causedBy: (user, time, event, instances, ip, id) =>
    `시작한 사람: ${user} · ${time} · ${event}${instances ? ` · ${instances}` : ""}${ip ? ` · IP ${ip}` : ""} · 이벤트 ID ${id}.`,
  perDay: (usd, day) => `하루 비용: ${usd} (${day}).`,
  goesOn: (usd) => `그대로 두면 이달 말까지 약 ${usd} 더 나갑니다 (추정).`,
  running: (count) => `${count}대 모두 지금도 실행 중입니다.`,
  notRunning: "지금은 실행 중이 아닙니다.",
  noActor: (item) => `${topic(item)} 누가 시작했는지 CloudTrail에서 찾지 못했습니다.`,
  chartCause: (region) => `${region} 사용 유형별 비용`,
  forecast: (period, gross, net, mean, low, high, level, total) =>
    `**${period} 지금까지 ${gross}를 썼고${net ? ` (크레딧·환불 반영 ${net})` : ""}, 월말까지 ${mean} 더 나올 것으로 예상됩니다 (${level}% 구간 ${low}–${high}${total ? `; 이번 달 사용액 합계 약 ${total}` : ""}).**`,
  forecastOnly: (period, mean, low, high, level) =>
    `**${period} 예상 비용은 ${mean}입니다 (${level}% 구간 ${low}–${high}).**`,
  forecastRows: {
    spent: "지금까지 (오늘 포함)",
    net: "크레딧·환불 반영",
    rest: "오늘부터 월말까지",
    total: "월 사용액 합계",
  },
  forecastColumns: { what: "구분", expected: "금액", low: "하한", high: "상한" },
  forecastBasis: "예측은 AWS Cost Explorer의 값이며 세금·크레딧·환불을 뺀 사용액입니다. 오늘은 예측에 들어 있습니다.",
  anomalies: (period, count, impact) =>
    `**${period} 비용 이상이 ${count}건 탐지되었고, 영향 금액은 모두 ${impact}입니다.**`,
  noAnomalies: (period) => `**${period} 탐지된 비용 이상은 없습니다.**`,
  anomalyBasis:
    "AWS Cost Anomaly Detection의 결과입니다 (하루 한 번 탐지, 90일 보관). 모니터가 보는 범위만 탐지됩니다.",
  rightsizing: (count, saving) =>
    `**줄이거나 없앨 수 있는 EC2 인스턴스는 ${count}대이고, 월 ${saving}를 아낄 수 있습니다.**`,
  noRightsizing: "**AWS가 줄이라고 권고하는 EC2 인스턴스는 없습니다.**",
  advice: { terminate: "종료", modify: "변경" },
  rightsizingBasis: "AWS Cost Explorer가 최근 14일 CPU로 계산한 권고입니다. 따르기 전에 메모리와 피크를 확인해 주세요.",
  waste: (count, usd) => `**쓰이지 않는 리소스는 ${count}건이고, 월 약 ${usd}입니다 (추정).**`,
  noWaste: "**쓰이지 않는 리소스를 찾지 못했습니다.**",
  wasteKinds: {
    unattached_volume: "연결 안 된 볼륨",
    idle_address: "쓰이지 않는 IP 주소",
    old_snapshot: "오래된 스냅샷",
    stopped_instance_disk: "중지된 인스턴스의 디스크",
  },
  commitments: {
    covered: (month, share, covered) =>
      `**${month} Savings Plans 적용률은 ${share}입니다.** 온디맨드 환산 ${covered}에 적용되었습니다.`,
    used: (month, share, commitment, unused, saved) =>
      `**${month} Savings Plans 사용률은 ${share}입니다.** 약정 ${commitment} 중 쓰이지 않은 금액은 ${unused}이고, 온디맨드와 견준 순절감액은 ${saved}입니다.`,
    reserved: (month, share) => `**${month} 예약 적용률은 실행 시간의 ${share}입니다.**`,
    uncovered: (month, onDemand) => `${month}에 적용되지 않은 온디맨드 사용액은 ${onDemand}입니다.`,
    running: "이번 달은 아직 끝나지 않아 비율이 달라질 수 있습니다.",
    reproduce: (report) => `콘솔에서 확인: Billing and Cost Management · ${report} · monthly.`,
  },
  noPlans: "**이 기간에 적용된 Savings Plans가 없습니다.**",
  noReservations: "**이 기간에 적용된 예약(Reserved Instances)이 없습니다.**",
};
