import { contactCentreOf } from "../../world/contact-centre.ts";
import { queueNow, snapshotTime } from "../../world/contacts.ts";
import { defineQuestion } from "../question.ts";
import { atNow, seoulTime } from "../windows.ts";

export const contactQueues = defineQuestion({
  id: "38",
  topic: "contact-centre",
  when: "always; it is worth asking from the story's day on",
  variants({ now }) {
    const window = atNow(now);
    return [
      {
        ko: "Connect 대기 고객 지금 몇 명? 가장 오래 기다린 시간은?",
        en: "How many customers are waiting in Connect now, and how long has the longest waited?",
        window,
      },
      { ko: "고객센터 대기열 상황 알려줘", en: "How are the queues of the contact centre?", window },
      { ko: "VIP 대기열 밀려 있어?", en: "Is the VIP queue backed up?", window },
    ];
  },
  answer({ setting }, { from: now }) {
    const queues = (contactCentreOf(setting)?.queues ?? []).map((queue) => {
      const { waiting, oldestSeconds } = queueNow(setting, queue, now);
      return { queue: queue.name, waiting, oldestSeconds };
    });
    return {
      asOf: seoulTime(snapshotTime(setting, now)),
      waiting: queues.reduce((all, queue) => all + queue.waiting, 0),
      oldestSeconds: Math.max(0, ...queues.map((queue) => queue.oldestSeconds)),
      queues,
    };
  },
});
