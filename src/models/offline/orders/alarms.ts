import { isNoOrder, namesIn, type ReadOrder } from "./order.ts";

const OFF =
  /꺼\s*(?:줘|주|둬|놔)|끄(?:고|자|게)|음소거|무음|비활성화|잠시\s*중지|멈춰|\b(?:silence|mute|disable|switch off|turn off)\b/i;
const ON = /켜\s*(?:줘|주)|다시\s*활성화|활성화\s*해|음소거\s*해제|\b(?:unmute|enable|switch on|turn on)\b/i;

/** "order-api-5xx 알람 꺼줘", "unmute the alarm order-api-5xx". */
export const alarmOrder: ReadOrder = (text) => {
  if (!/알람|알림|경보|\balarms?\b/i.test(text) || isNoOrder(text)) return null;
  const tool = ON.test(text) ? "alarms_enable_actions" : OFF.test(text) ? "alarms_disable_actions" : null;
  if (!tool) return null;
  const alarms = namesIn(text).slice(0, 5);
  return alarms.length > 0 ? { tool, input: { alarms } } : { tool, input: {}, missing: "target" };
};
