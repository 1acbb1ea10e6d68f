import { dateFormat } from "../../date-format.ts";
import type { Language } from "../../ports/tools.ts";

/** "09:14" in the person's zone. */
export function clockTime(at: number | string, zone: string): string {
  return dateFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

/** "09:14:07" in the person's zone. */
export function clockSeconds(at: number | string, zone: string): string {
  const parts = { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  return dateFormat("en-GB", parts).format(new Date(at));
}

/** "KST", "GMT+1": the short name of the zone at that instant. Intl has no "KST" in every locale. */
export function zoneName(zone: string, at: number): string {
  if (zone === "Asia/Seoul") return "KST";
  if (zone === "UTC") return "UTC";
  const parts = dateFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(new Date(at));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** "11월 20일", "20 Nov". */
export function monthDay(at: number, zone: string, language: Language): string {
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  const month = language === "ko" ? "long" : "short";
  return dateFormat(locale, { timeZone: zone, month, day: "numeric" }).format(new Date(at));
}

/** "11월 20일 09:14 KST". */
export function stamp(at: number, zone: string, language: Language): string {
  return `${monthDay(at, zone, language)} ${clockTime(at, zone)} ${zoneName(zone, at)}`;
}

/**
 * A period as a person says it: whole days as "11월 9일–15일", anything else with times and the zone, each end
 * with its own where summer time began or ended between them. `to` is exclusive; the last day that belongs to it is named.
 */
export function periodWords(from: string, to: string, zone: string, language: Language): string {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const midnight = (at: number) => clockSeconds(at, zone) === "00:00:00";
  if (midnight(start) && midnight(end)) {
    const last = end - 1;
    const first = monthDay(start, zone, language);
    const final = monthDay(last, zone, language);
    return first === final ? first : daySpan(first, final, language);
  }
  const sameDay = monthDay(start, zone, language) === monthDay(end, zone, language);
  const ending = sameDay ? clockTime(end, zone) : `${monthDay(end, zone, language)} ${clockTime(end, zone)}`;
  const [before, after] = [zoneName(zone, start), zoneName(zone, end)];
  const beginning = `${monthDay(start, zone, language)} ${clockTime(start, zone)}${before === after ? "" : ` ${before}`}`;
  return `${beginning}–${ending} ${after}`;
}

/** "11월 9일–15일", "9–15 Nov" within a month; both ends in full otherwise. */
function daySpan(first: string, final: string, language: Language): string {
  const [firstLead = "", firstRest] = first.split(" ");
  const [finalLead = "", finalRest] = final.split(" ");
  if (language === "ko" && firstLead === finalLead) return `${first}–${finalRest}`;
  if (language === "en" && firstRest === finalRest) return `${firstLead}–${final}`;
  return `${first}–${final}`;
}
