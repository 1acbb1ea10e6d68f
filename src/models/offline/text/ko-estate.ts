import type { Estate } from "./estate.ts";

export const KO_ESTATE: Estate = {
  lacking: (count, key, checked) => `**${key} 태그가 없는 리소스는 ${count}개입니다 (확인한 리소스 ${checked}개).**`,
  noneLacking: (key, checked) => `**${key} 태그가 없는 리소스는 없습니다 (확인한 리소스 ${checked}개).**`,
  resources: (count, kind) => `**${kind ? `${kind} ` : ""}리소스는 ${count}개입니다.**`,
  noResources: "**찾은 리소스가 없습니다.**",
  publicBuckets: (all, open, names) => `**버킷 ${all}개 중 ${open}개가 퍼블릭입니다: ${names}.**`,
  noPublicBuckets: (all) => `**버킷 ${all}개 중 퍼블릭인 것은 없습니다.**`,
  publicBasis:
    "버킷 정책이 누구에게나 접근을 허용하고 버킷의 퍼블릭 액세스 차단이 이를 막지 않으면 퍼블릭으로 봅니다. ACL과 계정 전체의 차단 설정은 확인하지 않습니다.",
  accessUnknown: (count) => `버킷 ${count}개는 정책을 읽지 못해 알 수 없습니다.`,
  unknownTags: (count) => `태그를 읽지 못한 리소스 ${count}개는 세지 않았습니다.`,
  columns: {
    type: "유형",
    count: "개수",
    names: "이름",
    region: "리전",
    running: "실행 중",
    stopped: "중지",
    total: "합계",
  },
  perRegion: (running, parts, stopped, all) =>
    `**실행 중인 EC2 인스턴스는 ${running}대입니다${parts ? ` (${parts})` : ""}.** 중지된 것은 ${stopped}대, 모두 ${all}대입니다.`,
  regionCount: (region, count) => `${region} ${count}대`,
  root: (period, count, last) => `**네, ${period} 루트 사용자가 쓰였습니다: 이벤트 ${count}건, 마지막 ${last}.**`,
  noRoot: (period) => `**${period} 루트 사용자는 쓰이지 않았습니다.**`,
  rootEvents: (signIns, other) => `콘솔 로그인 ${signIns}건, 그 밖의 호출 ${other}건.`,
  noMfa: (period, count) => `**${period} MFA 없이 성공한 콘솔 로그인은 ${count}건입니다.**`,
  perUser: (user, count, ips) => `${user} ${count}건 (IP ${ips})`,
  eventId: (id) => `이벤트 ID: ${id}.`,
  severities: (active, all) => `**보관되지 않은 GuardDuty 탐지 결과: ${active}. 보관된 것까지 모두 ${all}.**`,
  severityColumns: { state: "상태", total: "합계" },
  severityRows: { active: "보관 안 됨", archived: "보관됨", all: "전체", samples: "그중 샘플" },
  withSamples: (count) => `샘플 탐지 결과 ${count}건이 들어 있습니다.`,
  open: (count, size, names) => `**보존 기간이 없는 로그 그룹은 ${count}개, 저장량은 ${size}입니다: ${names}.**`,
  noneOpen: (groups) => `**보존 기간이 없는 로그 그룹은 없습니다 (로그 그룹 ${groups}개).**`,
};
