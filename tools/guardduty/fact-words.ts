import type { Bilingual } from "../results.ts";

/** Sections of an explained finding and the names of their facts; terms that Korean engineers say in English stay English. */
export const sectionWords = {
  finding: { ko: "탐지 결과", en: "finding" },
  action: { ko: "탐지된 활동", en: "activity" },
  resource: { ko: "리소스", en: "resource" },
  exposure: { ko: "노출", en: "exposure" },
  events: { ko: "CloudTrail 이벤트", en: "CloudTrail events" },
} as const satisfies Record<string, Bilingual>;

export const factWords = {
  id: { ko: "ID", en: "id" },
  type: { ko: "유형", en: "type" },
  title: { ko: "제목", en: "title" },
  description: { ko: "설명", en: "description" },
  severity: { ko: "심각도", en: "severity" },
  region: { ko: "리전", en: "region" },
  first_seen: { ko: "처음 탐지", en: "first seen" },
  last_seen: { ko: "마지막 탐지", en: "last seen" },
  count: { ko: "횟수", en: "count" },
  archived: { ko: "보관됨", en: "archived" },
  sample: { ko: "샘플", en: "sample" },
  role: { ko: "이 활동에서의 역할", en: "role in it" },
  action: { ko: "활동", en: "action" },
  remote: { ko: "원격 주소", en: "remote address" },
  place: { ko: "위치", en: "place" },
  network: { ko: "네트워크", en: "network" },
  port: { ko: "포트", en: "port" },
  blocked: { ko: "차단됨", en: "blocked" },
  domain: { ko: "도메인", en: "domain" },
  api: { ko: "API", en: "API" },
  threat_list: { ko: "위협 목록", en: "threat list" },
  kind: { ko: "종류", en: "kind" },
  name: { ko: "이름", en: "name" },
  state: { ko: "현재 상태", en: "state now" },
  launched: { ko: "시작 시각", en: "launched" },
  address: { ko: "주소", en: "address" },
  security_groups: { ko: "보안 그룹", en: "security groups" },
  tags: { ko: "태그", en: "tags" },
  user: { ko: "사용자", en: "user" },
  user_type: { ko: "사용자 유형", en: "user type" },
  access: { ko: "접근", en: "access" },
  open_now: { ko: "지금 열린 포트", en: "open to the world now" },
  unreadable: { ko: "조회 실패", en: "could not be read" },
} as const satisfies Record<string, Bilingual>;

export const valueWords = {
  yes: { ko: "예", en: "yes" },
  no: { ko: "아니요", en: "no" },
  none: { ko: "없음", en: "none" },
  gone: { ko: "지금은 없음", en: "no longer there" },
  public: { ko: "공개", en: "public" },
  not_public: { ko: "비공개", en: "not public" },
  failed: { ko: "실패", en: "failed" },
} as const satisfies Record<string, Bilingual>;

export type Section = keyof typeof sectionWords;
export type FactName = keyof typeof factWords;
