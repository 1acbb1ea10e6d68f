import type { Bilingual, Language } from "../ports/tools.ts";

/** Why a cost question failed, for a person; the tool's own sentence is written for a model. */
export function costFailure(code: string, language: Language): string {
  return (REASONS[code] ?? INTERNAL)[language];
}

const INTERNAL: Bilingual = {
  ko: "내부 오류가 났습니다. 잠시 뒤 다시 시도해 주세요.",
  en: "an internal error occurred. Please try again in a moment.",
};

const REASONS: Readonly<Record<string, Bilingual>> = {
  access_denied: {
    ko: "읽기 역할에 Cost Explorer 권한(`ce:GetCostAndUsage`)이 없습니다. 관리자에게 요청해 주세요.",
    en: "the read role has no permission for Cost Explorer (`ce:GetCostAndUsage`). Please ask an admin.",
  },
  expired_credentials: {
    ko: "AWS 자격 증명이 만료되었습니다. 관리자에게 알려 주세요.",
    en: "the AWS credentials have expired. Please tell an admin.",
  },
  throttled: {
    ko: "AWS가 요청을 제한하고 있습니다. 1분 뒤 다시 시도해 주세요.",
    en: "AWS is limiting requests. Please try again in a minute.",
  },
  budget: {
    ko: "오늘의 Cost Explorer 조회 한도를 다 썼습니다. 오늘 이미 조회한 내용은 다시 볼 수 있습니다.",
    en: "today's limit of Cost Explorer requests is used up. What was asked today can be asked again.",
  },
  invalid_input: {
    ko: "이 기간이나 기준은 조회할 수 없습니다. Cost Explorer는 최근 13개월까지만 보여 줍니다.",
    en: "this period or dimension cannot be asked for. Cost Explorer covers the last 13 months.",
  },
  unavailable: {
    ko: "조회 도구가 응답하지 않습니다. 잠시 뒤 다시 시도해 주세요.",
    en: "the tools do not answer. Please try again in a moment.",
  },
  stopped: { ko: "중단되었습니다.", en: "it was stopped." },
};
