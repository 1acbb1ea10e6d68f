import type { Finding } from "@aws-sdk/client-guardduty";
import type { Call } from "../define-tool.ts";
import type { Scalar } from "../results.ts";
import { type FactName, factWords, type Section, sectionWords, valueWords } from "./fact-words.ts";
import { isoText, isSample, levelOf } from "./finding-row.ts";

/** Rows of (section, name, value, time) in the asker's language; a fact without a value or a time is left out. */
export interface FactSheet {
  rows: Scalar[][];
  add(section: Section, name: FactName, value: string | number | boolean | null | undefined): void;
  addTime(section: Section, name: FactName, time: string | null): void;
  /** What happened, named by AWS. */
  addEvent(name: string, value: string, time: string): void;
  word(name: keyof typeof valueWords): string;
}

export function factSheet({ field, context: { language } }: Pick<Call, "field" | "context">): FactSheet {
  const rows: Scalar[][] = [];
  const word = (name: keyof typeof valueWords) => valueWords[name][language];
  const put = (section: Section, name: string, value: string | null, time: string | null) =>
    rows.push([sectionWords[section][language], field(name), field(value, 1_024), time]);
  return {
    rows,
    word,
    add(section, name, value) {
      if (value === null || value === undefined || value === "") return;
      const text = typeof value === "boolean" ? word(value ? "yes" : "no") : String(value);
      put(section, factWords[name][language], text, null);
    },
    addTime(section, name, time) {
      if (time !== null) put(section, factWords[name][language], null, time);
    },
    addEvent: (name, value, time) => void put("events", name, value, time),
  };
}

export function findingFacts(sheet: FactSheet, finding: Finding): void {
  const { Service: service = {} as NonNullable<Finding["Service"]>, Severity: severity = 0 } = finding;
  sheet.add("finding", "title", finding.Title);
  sheet.add("finding", "description", finding.Description);
  sheet.add("finding", "type", finding.Type);
  sheet.add("finding", "severity", `${severity} (${levelOf(severity)})`);
  sheet.add("finding", "region", finding.Region);
  sheet.addTime("finding", "first_seen", isoText(service.EventFirstSeen ?? finding.CreatedAt));
  sheet.addTime("finding", "last_seen", isoText(service.EventLastSeen ?? finding.UpdatedAt));
  sheet.add("finding", "count", service.Count ?? 1);
  sheet.add("finding", "archived", service.Archived === true);
  sheet.add("finding", "sample", isSample(finding));
  sheet.add("finding", "id", finding.Id);
}

/** What GuardDuty saw happen, and who was at the other end. */
export function actionFacts(sheet: FactSheet, { Service: service }: Finding): void {
  const action = service?.Action;
  const connection = action?.NetworkConnectionAction;
  const probe = action?.PortProbeAction?.PortProbeDetails?.[0];
  const call = action?.AwsApiCallAction;
  const dns = action?.DnsRequestAction;
  sheet.add("action", "action", [action?.ActionType, connection?.ConnectionDirection].filter(Boolean).join(" "));
  sheet.add("action", "role", service?.ResourceRole);
  sheet.add("action", "api", call && [call.ServiceName, call.Api, call.ErrorCode].filter(Boolean).join(" "));
  sheet.add("action", "domain", dns?.Domain);
  const port = connection?.LocalPortDetails ?? probe?.LocalPortDetails;
  sheet.add("action", "port", port && [port.Port, port.PortName].filter(Boolean).join(" "));
  const remote = call?.RemoteIpDetails ?? connection?.RemoteIpDetails ?? probe?.RemoteIpDetails;
  sheet.add("action", "remote", remote?.IpAddressV4);
  sheet.add("action", "place", [remote?.City?.CityName, remote?.Country?.CountryName].filter(Boolean).join(", "));
  sheet.add("action", "network", remote?.Organization?.Org);
  sheet.add("action", "blocked", connection?.Blocked ?? action?.PortProbeAction?.Blocked ?? dns?.Blocked);
  const lists = service?.Evidence?.ThreatIntelligenceDetails ?? [];
  sheet.add(
    "action",
    "threat_list",
    lists.map((list) => [list.ThreatListName, ...(list.ThreatNames ?? [])].join(" ")).join(", "),
  );
}
