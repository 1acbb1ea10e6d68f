import type { Lookups } from "./lookups.ts";

export const EN_LOOKUPS: Lookups = {
  described: (name, type, state) => `**${name}: ${type}${state ? `, ${state}` : ""}**`,
  costs: (name, usd) => `**${name} costs ${usd} a day at list price.**`,
  listPrice: (asOf) =>
    `An estimate from list prices of ${asOf}, without discounts, traffic and tax. The bill does not tell a single resource from the others.`,
  noPrice: (name) =>
    `**What ${name} costs a day is not known: it has no list price here.** For a whole service ask _cost by service this month_.`,
  fact: "Fact",
  value: "Value",
  moreFacts: "For the other facts ask _as CSV_.",
  drawn: (name, nodes, edges) =>
    `**The diagram of ${name} is in the thread: ${nodes} resources, ${edges} ${edges === 1 ? "connection" : "connections"}.**`,
  whichToDraw: (count, shown) =>
    `Which of the ${count} instances shall I draw the surroundings of?${shown < count ? ` These are the first ${shown}; name another one.` : ""}`,
  drawAround: (name) => `Draw the surroundings of ${name}`,
  account: "the whole account",
  notDrawn: (name, nodes) => `**The diagram of ${name} could not be drawn. ${nodes} resources were found.**`,
  around: (group, time, lines) => `**The ${lines} lines of ${group} around ${time}.**`,
  noLines: (group, time) => `**${group} has no lines around ${time}.**`,
  whichLog: "**Which log, and around what time?** Name the log group or service and the time as hours and minutes.",
  page: (title) => `**AWS documentation: ${title}**`,
  noPage: "**No AWS documentation was found on this.** Name the service and the term.",
  english: "",
  link: (url) => `Source: ${url}`,
  related: (titles) => `Related: ${titles}`,
  finding: (title) => `**${title}**`,
  noSuchFinding: (count) =>
    `**The list has only ${count} ${count === 1 ? "finding" : "findings"}.** Please choose one of these.`,
  dashboards: (count) =>
    `**There ${count === 1 ? "is 1 CloudWatch dashboard" : `are ${count} CloudWatch dashboards`}.**`,
  noDashboards: "**There is no CloudWatch dashboard.**",
  drawDashboard: (name) => `For pictures ask: _draw the dashboard_ ${name}`,
  dashboard: (name, widgets, pictures, period) =>
    `**The ${widgets} widgets of the dashboard ${name} (${period}).**${pictures > 0 ? ` ${pictures} of them ${pictures === 1 ? "is" : "are"} in the thread as a picture.` : ""}`,
  widget: "Widget",
  series: "Series",
  latest: "Latest",
  noFinding: "**There is no finding to explain.** No high severity GuardDuty finding was found.",
};
