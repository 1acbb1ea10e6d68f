import type { ContactWords } from "./contacts.ts";

export const KO_CONTACTS: ContactWords = {
  waiting: (count, queue, wait, by) =>
    `**지금 ${queue ? `${queue} 대기열에` : "Connect에서"} 고객 ${count}명이 기다리고 있고, 가장 오래 기다린 시간은 ${wait}입니다${queue ? "" : ` (${by})`}.**`,
  quiet: (queues) => `**지금 기다리는 고객은 없습니다 (${queues}).**`,
  queues: (count) => `Connect 대기열 ${count}개`,
  noAgent: (queues) => `받을 수 있는 상담원이 없는 대기열: ${queues}.`,
  closed: (queues) => `운영 시간이 아닌데 고객이 기다리는 대기열: ${queues}.`,
  none: "**조회한 곳에 Amazon Connect 대기열이 없습니다.**",
  became: (period, queue, contacts, answered, abandoned, rate) =>
    `**${period} ${queue ? `${queue} 대기열로` : "Connect로"} 들어온 ${contacts}건 중 ${answered}건에 응대했고, ${abandoned}건은 응대 전에 끊겼습니다 (포기율 ${rate}).**`,
  noContacts: (period, queue) => `**${period} ${queue ? `${queue} 대기열로` : "Connect로"} 들어온 문의가 없습니다.**`,
  longest: (queue, wait) => `가장 오래 기다린 고객은 ${queue} 대기열에서 ${wait} 기다렸습니다.`,
  wait: (minutes, seconds) =>
    minutes === 0 ? `${seconds}초` : seconds === 0 ? `${minutes}분` : `${minutes}분 ${seconds}초`,
  columns: {
    queue: "대기열",
    waiting: "대기 고객",
    longest: "최장 대기",
    online: "접속 상담원",
    free: "응대 가능 상담원",
    open: "운영 시간 내",
    hours: "운영 시간",
    contacts: "인입",
    answered: "응대",
    abandoned: "포기",
    rate: "포기율",
    meanWait: "평균 응답 대기",
  },
};
