import { EN_AGREEING } from "./en-agreeing.ts";
import { EN_ATTACHED } from "./en-attached.ts";
import { EN_CHANGES } from "./en-changes.ts";
import { EN_CONTACTS } from "./en-contacts.ts";
import { EN_ESTATE } from "./en-estate.ts";
import { EN_HEALTH } from "./en-health.ts";
import { EN_LOGS } from "./en-logs.ts";
import { EN_LOOKUPS } from "./en-lookups.ts";
import { many } from "./en-many.ts";
import { EN_NEXT_ASKS } from "./en-next-asks.ts";
import { EN_ORDER } from "./en-order.ts";
import { EN_PAST } from "./en-past.ts";
import { EN_POWER } from "./en-power.ts";
import { EN_SPENDING } from "./en-spending.ts";
import { EN_TALK } from "./en-talk.ts";
import { EN_LOGINS, EN_TRAIL } from "./en-trail.ts";
import { at } from "./en-when.ts";
import { EN_WRONG_INPUT } from "./en-wrong-input.ts";
import type { Words } from "./words.ts";

const GROUPS: Record<string, string> = {
  service: "Service",
  region: "Region",
  account: "Account",
  usage_type: "Usage type",
  record_type: "Record type",
  instance_type: "Instance type",
  purchase_type: "Purchase option",
  availability_zone: "Availability zone",
  operation: "API operation",
  platform: "Platform",
  tenancy: "Tenancy",
  legal_entity: "Legal entity",
  day: "Day",
  month: "Month",
};

export const EN: Words = {
  offline: "_Answered by rules, without a language model._",
  and: ", ",
  lately: (amount, unit) => `the last ${many(amount, { m: "minute", h: "hour", d: "day" }[unit])}`,
  group: (name) => GROUPS[name] ?? name.replace(/^category_/, "Cost category ").replace(/^tag_/, "Tag "),
  searched: (what, accounts, regions, period) =>
    `Searched: ${what} · ${accounts}${regions ? ` · ${regions}` : ""}${period ? ` · ${period}` : ""}.`,
  language: "en",
  skipped: (what) => `Not searched: ${what}.`,
  partial: (why) => `Only part of the result was read (${why}).`,
  top: (shown) => `The table shows the top ${shown}.`,
  latest: (shown) => `The table shows the top ${shown}, latest first.`,
  noChart: (why) => `The chart could not be drawn: ${why}`,
  file: {
    posted: (rows) => `**The CSV file is in the thread (${rows} rows).**`,
    nothing: "**The result has no rows, so there is no CSV file.**",
    which:
      "**What shall I put into a file?** The answer before has no table. Please ask for the data first, for example: _show last week's cost by service as CSV_",
    failed: (why) => `The CSV file could not be made: ${why}`,
    whole: (rows) => `All ${rows} rows are in the CSV file.`,
  },
  failed: (what) => `**${what} failed.**`,
  retry: "If this is temporary, please ask again in a moment. If it keeps failing, pass the text above to your admin.",
  tools: {
    cost_compare: "The cost comparison",
    cost_forecast: "The cost forecast",
    cost_anomalies: "The anomaly query",
    cost_savings: "The savings query",
    trail_sign_ins: "The sign-in search",
    dashboards_read: "The dashboard query",
    inventory_describe: "The resource look-up",
    inventory_graph: "The look-up of what is connected",
    aws_docs: "The documentation search",
    guardduty_explain_finding: "The look-up of the finding",
    logs_context: "The reading of log lines",
    trail_changes: "The search for changes",
    logs_query: "The log search",
    metrics_query: "The metric query",
    alarms_list: "The alarm query",
    connect_queues: "The query of Connect queues",
    inventory_find: "The resource query",
    data_query: "The computation",
    csv_file: "Making the CSV file",
    history_search: "The search of earlier threads",
    cost_query: "The cost query",
    trail_find_events: "The CloudTrail search",
    guardduty_list_findings: "The GuardDuty query",
    logs_analyze_errors: "The error log analysis",
    logs_error_timeline: "The error timeline query",
    logs_list_groups: "Listing the log groups",
    inventory_find_instances: "The instance query",
    ec2_reboot_instances: "Preparing the reboot",
    ec2_stop_instances: "Preparing the stop",
    ec2_start_instances: "Preparing the start",
    chart: "Drawing the chart",
    changes_made: "Reading the approval record",
    chart_theme: "Setting the theme of charts",
    hand_over: "Calling the on-call",
  },
  handOver: {
    called: "**I am calling the on-call group, with a summary of what was asked and seen.**",
    offered: "**Nobody was called yet.** Press the button below to confirm; a summary goes along.",
    notSetUp:
      "**No on-call group is set up, so I cannot call anybody.** Please reach somebody directly, or have an admin set `oncall` in opsthread.yaml.",
  },
  noTool: (what) =>
    `**${what} is not possible here: the tool for it is not connected.** Please ask your admin to check the tool server.`,
  spending: EN_SPENDING,
  contacts: EN_CONTACTS,
  health: EN_HEALTH,
  wrong: EN_WRONG_INPUT,
  lookups: EN_LOOKUPS,
  attached: EN_ATTACHED,
  next: EN_NEXT_ASKS,
  past: EN_PAST,
  estate: EN_ESTATE,
  changes: EN_CHANGES,
  order: EN_ORDER,
  power: EN_POWER,
  cost: {
    first: (period, scope, total) => `**The ${scope}cost for ${period} is ${total}.**`,
    none: (period, scope) => `**There is no ${scope}cost for ${period} ($0.00).**`,
    cost: "Cost",
    share: "Share",
    rest: "Others",
    sum: "Total",
    basis: (credits) => `Unblended cost, credits and refunds ${credits ? "included" : "excluded"}, by UTC billing day.`,
    provisional: (day) => `Days from ${day} on are provisional and may still rise.`,
    chartTitle: (scope) => `Cost of ${scope}`,
  },
  trail: EN_TRAIL,
  logins: EN_LOGINS,
  guardduty: {
    first: (period, severity, count, levels) =>
      `**There ${count === "1" ? "is" : "are"} ${count} GuardDuty ${count === "1" ? "finding" : "findings"}${severity ? ` of ${severity} severity${severity === "critical" ? "" : " or above"}` : ""}${period ? ` ${at(period)}` : ""} (${levels}).**`,
    none: (period, severity) =>
      `**There are no GuardDuty findings${severity ? ` of ${severity} severity${severity === "critical" ? "" : " or above"}` : ""}${period ? ` ${at(period)}` : ""}.**`,
    level: (level) => level,
    samples: (count) => `${many(count, "sample finding")} left out.`,
    archived: (count) => `${many(count, "archived finding")} left out.`,
    only: (what) => `Only findings matching ${what} were looked for.`,
    retained: "everything retained (90 days)",
    columns: {
      level: "Severity",
      type: "Type",
      resource: "Resource",
      region: "Region",
      last: "Last seen",
      count: "Count",
    },
    offer: "Also available as a picture: _show it as a chart_",
  },
  agreeing: EN_AGREEING,
  logs: EN_LOGS,
  instances: {
    all: (count, running, stopped, passing) =>
      `**There ${count === 1 ? "is" : "are"} ${many(count, "EC2 instance")} (${running} running, ${stopped} stopped${passing.map(([state, some]) => `, ${some} ${state}`).join("")}).**`,
    inState: (state, count) => `**${many(count, "EC2 instance")} ${count === 1 ? "is" : "are"} ${state}.**`,
    one: (name, state) => `**${name} is ${state}.**`,
    none: (what) => `**No EC2 instance${what ? ` matches ${what}` : " was found"}.**`,
    state: (state) => state,
    columns: { name: "Name", id: "ID", state: "State", type: "Type", az: "AZ", ip: "Private IP", launched: "Launched" },
  },
  chart: {
    theme: (theme, again) =>
      `**From now on your charts and diagrams are ${theme}.**${again ? " The last picture was posted again." : ""} This is your own setting; say _use ${theme === "dark" ? "light" : "dark"} charts_ to go back.`,
    drawn: (what) => `**The chart${what ? ` of ${what}` : ""} is in the thread.**`,
    nothing: "**There is nothing to draw: the result is empty.**",
    sheet:
      "**A list of facts is no chart.** The file has all of them (_as CSV_); for a resource _draw what is around it_ shows what it is connected to.",
    which:
      "**What shall I draw?** Please ask for the data first, for example: _show last week's cost by service as a chart_",
  },
  ...EN_TALK,
};
