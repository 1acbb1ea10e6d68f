import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeAlarms } from "../metrics/describe-alarms.ts";
import type { Fact } from "../results.ts";

const SHOWN = 5;

/** Alarms with one of these values among their dimensions: they may go off. A list that cannot be read is said to be missing. */
export async function alarmsFact(
  values: readonly string[],
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<Fact> {
  const label = { ko: "알람", en: "Alarms" };
  const fact = (ko: string, en: string): Fact => ({ code: "alarms", label, value: { ko, en } });
  try {
    const { alarms } = await describeAlarms(account, region, call);
    const watching = alarms.flatMap(({ kind, alarm }) => {
      if (kind !== "metric") return [];
      const dimensions = [
        ...(alarm.Dimensions ?? []),
        ...(alarm.Metrics ?? []).flatMap((metric) => metric.MetricStat?.Metric?.Dimensions ?? []),
      ];
      if (!dimensions.some(({ Value }) => values.includes(Value ?? ""))) return [];
      return `${call.field(alarm.AlarmName)} (${alarm.StateValue ?? "?"})`;
    });
    if (watching.length === 0) return fact("지켜보는 알람 없음", "none watches it");
    const more = watching.length - SHOWN;
    const shown = watching.sort().slice(0, SHOWN).join(", ");
    return more > 0 ? fact(`${shown} 외 ${more}개`, `${shown} and ${more} more`) : fact(shown, shown);
  } catch {
    call.signal.throwIfAborted();
    return fact("확인하지 못함 (조회 실패)", "not checked (could not be read)");
  }
}
