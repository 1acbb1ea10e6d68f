import { MAX_ANSWER_MB } from "./answer-limit.ts";
import { type AwsFailure, type AwsFailureCode, readAwsFailure } from "./aws-failure.ts";
import type { AwsCallError } from "./errors.ts";
import type { Bilingual } from "./results.ts";

/**
 * A failed AWS call in sentences: which call, where, AWS's name for the failure, and what to do. AWS's own message is
 * quoted only where it says what was wrong with the request; `quote` makes it safe to show.
 */
export function awsFailureText(
  error: AwsCallError,
  quote: (message: string) => string,
): { code: AwsFailureCode; text: Bilingual } {
  const failure = readAwsFailure(error.cause);
  const wording = special(error.action, failure) ?? wordings[failure.code];
  return { code: failure.code, text: wording(error, failure, quote(failure.message)) };
}

/** Failures that AWS gives the code of another one, and whose way out is a different one. */
function special(action: string, { name, message }: AwsFailure): Wording | null {
  if (name === "AnswerTooLarge") return tooLarge;
  if (/^(OptInRequired|SubscriptionRequiredException)$/.test(name)) return notEnabled;
  if (name === "DataUnavailableException" && action === "ce:GetCostAndUsage") return noData;
  const isSkewed = name === "RequestTimeTooSkewed" || /not yet current|Signature expired|server's time/i.test(message);
  return isSkewed ? skewed : null;
}

type Wording = (at: AwsCallError, failure: AwsFailure, said: string) => Bilingual;

const notEnabled: Wording = ({ action, account, region }, { name }) => ({
  ko: `${account} 계정에서는 ${region} 리전이나 이 서비스를 쓰도록 설정되어 있지 않아 AWS가 ${action} 호출을 거부했습니다 (${name}). 계정에서 켜거나, 봇의 설정에서 이 리전을 빼야 합니다.`,
  en: `AWS refused ${action}: ${region} or this service is not enabled in ${account} (${name}). Enable it there, or take the region out of the bot's configuration.`,
});

const tooLarge: Wording = ({ action, account, region }) => ({
  ko: `${account} 계정의 ${region} 리전에서 ${action} 호출의 응답이 ${MAX_ANSWER_MB} MB를 넘어 읽지 않았습니다. 기간을 줄이거나 더 좁은 대상을 지정해 주세요.`,
  en: `The answer of ${action} in ${region} of ${account} is larger than ${MAX_ANSWER_MB} MB and was not read. Ask for a shorter period or for less.`,
});

const noData: Wording = ({ action, account }, { name }) => ({
  ko: `${account} 계정의 이 기간 비용 데이터가 AWS에 없어 ${action} 호출이 거부되었습니다 (${name}). Cost Explorer는 보통 지난 13개월까지 보관합니다. 더 가까운 기간으로 물어봐 주세요.`,
  en: `AWS has no cost data of ${account} for this period and refused ${action} (${name}). Cost Explorer keeps 13 months as a rule: ask for a later period.`,
});

const skewed: Wording = ({ action, account, region }, { name }) => ({
  ko: `봇이 돌아가는 서버의 시계가 AWS와 달라 ${account} 계정의 ${region} 리전에서 ${action} 호출이 거부되었습니다 (${name}). 관리자가 서버의 시각을 맞춰야 합니다.`,
  en: `AWS refused ${action} in ${region} of ${account} because the clock of the bot's host differs from its own (${name}). An operator has to set that clock right.`,
});

const wordings: Record<AwsFailureCode, Wording> = {
  access_denied: ({ action, account, region }, { name }) => ({
    ko: `AWS가 ${account} 계정의 ${region} 리전에서 ${action} 호출을 거부했습니다 (${name}). 조회용 역할에 ${action} 권한이 필요합니다. 다른 리전이나 계정은 조회될 수 있습니다.`,
    en: `AWS refused ${action} in ${region} of ${account} (${name}). The role used for reading needs the permission ${action}; other regions or accounts may still work.`,
  }),
  expired_credentials: ({ action, account, region }, { name }) => ({
    ko: `AWS가 ${account} 계정의 ${region} 리전에서 ${action} 호출의 자격 증명을 받아들이지 않았습니다 (${name}). 관리자가 자격 증명을 갱신하거나 바로잡아야 하며, 다시 물어봐도 결과는 같습니다.`,
    en: `AWS did not accept the credentials for ${action} in ${region} of ${account} (${name}). An operator has to renew or correct them; asking again does not help.`,
  }),
  throttled: ({ action, account, region }, { name }) => ({
    ko: `AWS가 ${account} 계정의 ${region} 리전에서 ${action} 호출을 제한하고 있으며, 재시도해도 같았습니다 (${name}). 1분쯤 뒤에 다시 시도하거나 기간을 줄여 주세요.`,
    en: `AWS is limiting ${action} in ${region} of ${account} (${name}), also after retries. Wait a minute, or ask for a shorter period.`,
  }),
  not_found: ({ action, account, region }, { name }, said) => ({
    ko: `AWS가 ${account} 계정의 ${region} 리전에서 ${action} 호출의 대상을 찾지 못했습니다 (${name}).${quotedKo(said)}`,
    en: `AWS knows no such thing for ${action} in ${region} of ${account} (${name}). ${said}`.trim(),
  }),
  invalid_input: ({ action, account, region }, { name }, said) => ({
    ko: `AWS가 ${account} 계정의 ${region} 리전에서 ${action} 요청을 받아들이지 않았습니다 (${name}).${quotedKo(said)}`,
    en: `AWS refused the request of ${action} in ${region} of ${account} (${name}). ${said}`.trim(),
  }),
  unavailable: ({ action, account, region }, { name }) => ({
    ko: `${account} 계정의 ${region} 리전에서 ${action} 호출이 AWS에 닿지 못했거나 실패했습니다 (${name}). 잠시 뒤 다시 시도해 주세요.`,
    en: `${action} in ${region} of ${account} could not be reached or failed (${name}). Try again in a moment.`,
  }),
};

function quotedKo(said: string): string {
  return said === "" ? "" : ` AWS의 메시지: ${said}`;
}
