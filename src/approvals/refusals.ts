import type { Stop } from "../ports/change-switch.ts";
import type { Bilingual } from "../ports/tools.ts";

/** Why a change does not even become a card. Read by a person, or by the model that tells one. */
export const notEnabled: Bilingual = {
  ko: "여기에서는 변경을 실행할 수 없습니다. 이 계정에 실행 역할이 설정되어 있지 않습니다.",
  en: "Changes are not enabled here: no act role is configured for this account.",
};

export const nobodySeesIt: Bilingual = {
  ko: "이 변경에는 요청자가 아닌 승인자가 필요한데, DM에서는 다른 사람이 승인 카드를 볼 수 없습니다. 채널에서 다시 요청해 주세요.",
  en: "This change needs an approver other than the asker, and in a direct message nobody else sees the card. Ask again in a channel.",
};

export const deniedBefore: Bilingual = {
  ko: "같은 변경이 이미 거절되었습니다. 다시 요청하지 않습니다.",
  en: "A person has denied exactly this change. Do not ask again.",
};

export const openAlready: Bilingual = {
  ko: "같은 변경의 승인 카드가 이미 열려 있거나 실행 중입니다. 그 카드의 결정을 기다려 주세요.",
  en: "A card for exactly this change is open already, or it is being run. Wait for what becomes of that one.",
};

export const targetsHidden = (ids: string[]): Bilingual => ({
  ko: `변경의 대상(${ids.join(", ")})이 승인 카드에 나타나지 않아 요청하지 않았습니다. 관리자에게 알려 주세요.`,
  en: `The change is of ${ids.join(", ")}, which its card does not name, so it was not proposed. Please tell an administrator.`,
});

export const elsewhere = (places: string[]): Bilingual => ({
  ko: `변경이 이 채널에서 바꿀 수 있는 계정과 리전 밖(${places.join(", ")})을 가리켜 요청하지 않았습니다. 관리자에게 알려 주세요.`,
  en: `The change reaches beyond the accounts and regions that this channel may change (${places.join(", ")}), so it was not proposed. Please tell an administrator.`,
});

export const openInThread = (most: number): Bilingual => ({
  ko: `이 스레드에 결정되지 않은 승인 카드가 이미 ${most}개 있습니다. 결정을 기다려 주세요.`,
  en: `This thread has ${most} open approval cards already. Wait for a decision.`,
});

export const openOfPerson = (most: number): Bilingual => ({
  ko: `요청하신 승인 카드 ${most}개가 아직 결정되지 않았습니다. 결정을 기다려 주세요.`,
  en: `${most} approval cards of this person are open already. Wait for a decision.`,
});

export const thisHour = (most: number): Bilingual => ({
  ko: `이 채널에는 한 시간 안에 승인 카드가 ${most}개 올라왔습니다. 나중에 다시 요청해 주세요.`,
  en: `This channel had ${most} approval cards within an hour. Try again later.`,
});

export function stopped({ by, why }: Stop): Bilingual {
  return {
    ko: `지금은 모든 변경이 중지되어 있습니다${by ? ` (${by}${why ? `: ${why}` : ""})` : ""}. 조회는 계속할 수 있습니다.`,
    en: `All changes are stopped at the moment${by ? ` (by ${by}${why ? `: ${why}` : ""})` : ""}. Questions are still answered.`,
  };
}
