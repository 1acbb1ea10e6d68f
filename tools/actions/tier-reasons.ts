import type { Bilingual, TierReason } from "../results.ts";

/** Why an action of a kind is of its tier, as the card tells it. */
const words: Record<TierReason["code"], Bilingual> = {
  tags_only: { ko: "태그만 바꿉니다", en: "changes tags only" },
  power_on: { ko: "꺼져 있던 것을 켭니다", en: "turns something on" },
  read_only: { ko: "읽기만 합니다", en: "reads only" },
  keeps: { ko: "사본만 더 만듭니다", en: "only adds a copy" },
  interrupts: { ko: "실행 중인 것이 잠시 또는 계속 멈춥니다", en: "interrupts what is running" },
  capacity: { ko: "처리 용량이 바뀝니다", en: "changes capacity" },
  release: { ko: "실행되는 코드 버전이 바뀝니다", en: "changes which release runs" },
  hides_findings: { ko: "보안 탐지 결과가 목록에서 가려집니다", en: "hides security findings" },
  silences: { ko: "알람이 알리지 않게 됩니다", en: "silences an alarm" },
  bulk: { ko: "한 번에 여러 리소스를 바꿉니다", en: "changes many resources at once" },
  irreversible: { ko: "되돌릴 수 없습니다", en: "cannot be undone" },
  deletes_data: { ko: "데이터가 삭제됩니다", en: "deletes data" },
  free_text: { ko: "사람이 쓴 명령을 실행합니다", en: "runs a command written by hand" },
  prod: { ko: "운영(production) 태그가 있는 대상입니다", en: "a target is tagged as production" },
};

export const tierReasons = (...codes: TierReason["code"][]): TierReason[] =>
  codes.map((code) => ({ code, text: words[code] }));

/** The keys by which a team says what is production; the policy may raise the tier by them. */
const PLACE_KEYS = /^(env|environment|stage|tier)$/i;

/** Whether tags, as pairs of key and value, say that something is production. */
export const isProduction = (tags: Iterable<readonly [string, string]>): boolean =>
  [...tags].some(([key, value]) => PLACE_KEYS.test(key) && /^(prod|prd|production|live)\b/i.test(value));
