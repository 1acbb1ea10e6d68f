import type { LogWords } from "./logs.ts";

export const KO_LOGS: LogWords = {
  first: (period, service, errors, share) =>
    `**${period} ${service} 에러는 ${errors}건이며, 가장 많은 패턴이 ${share}를 차지합니다.**`,
  none: (period, service) => `**${period} ${service} 에러 로그는 없습니다.**`,
  peak: (time, errors) => `가장 많은 시간대: ${time}부터 (${errors}건).`,
  peakDay: (day, errors) => `가장 많은 날 (UTC): ${day} (${errors}건).`,
  example: (text) => `예: ${text}`,
  columns: { pattern: "패턴", count: "건수", share: "비중", first: "처음", last: "마지막" },
  volume: (period, total, group, most, share) =>
    `**${period} 로그 그룹에 쌓인 로그는 모두 ${total}이며, 가장 많은 것은 ${group} ${most} (${share})입니다.**`,
  whichService: (groups) =>
    `**어느 서비스의 에러 로그를 분석할까요?** 서비스 이름을 알려 주세요. 예: _order-api 최근 에러 로그 분석해줘_${groups ? `\n\n로그 그룹: ${groups}` : ""}`,
  groups: (count, open) =>
    open === 0
      ? `**로그 그룹은 ${count}개이며, 모두 보존 기간이 있습니다.**`
      : `**로그 그룹은 ${count}개이며, 보존 기간이 없는 것은 ${open}개입니다.**`,
  noGroups: "**찾은 로그 그룹이 없습니다.**",
  groupColumns: { group: "로그 그룹", region: "리전", retention: "보존 기간", stored: "저장량", owner: "owner 태그" },
  ownersUnknown: (regions) => `${regions}의 owner 태그는 읽지 못했습니다 (권한 \`tag:GetResources\`).`,
  slow: {
    first: (period, service, took, id, time) =>
      `**${period} ${service}에서 가장 오래 걸린 요청은 ${took}입니다 (${id ? `요청 ID ${id}, ` : ""}${time}).**`,
    none: (period, service) =>
      `**${period} ${service} 로그에 걸린 시간(duration, latency, elapsed, took)이 적힌 줄이 없습니다.**`,
    which: (groups) =>
      `**어느 서비스의 느린 요청을 찾을까요?** 서비스 이름을 알려 주세요. 예: _order-api 느린 요청 찾아줘_${groups ? `\n\n로그 그룹: ${groups}` : ""}`,
    kept: (count) => `가장 느린 ${count}건까지만 가져왔습니다.`,
    basis: "걸린 시간과 요청 ID는 로그에 적힌 값이며, 밀리초로 읽었습니다.",
    columns: { took: "걸린 시간", id: "요청 ID", time: "시각", line: "로그" },
  },
  days: (days) => `${days}일`,
  forever: "무기한",
};
