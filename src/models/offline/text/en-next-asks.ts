import type { NextAsk, NextAsks } from "./next-asks.ts";

const CAUSE: NextAsk = ["Why it rose this month", "Why did this month's cost rise?"];
const FORECAST: NextAsk = ["This month's forecast", "What will this month cost?"];
const FAILED: NextAsk = ["Failed sign-ins", "Were there failed console logins in the last 7 days?"];

const REPORTS: Record<string, NextAsk> = {
  savings_plans_coverage: ["Savings Plans coverage", "How much do our Savings Plans cover?"],
  savings_plans_utilization: ["Savings Plans utilization", "What is the utilization of our Savings Plans?"],
  reservation_coverage: ["Reservation coverage", "How much do our reservations cover?"],
};

export const EN_NEXT_ASKS: NextAsks = {
  cost: () => [CAUSE, FORECAST],
  costChange: () => [CAUSE],
  costCause: () => [FORECAST, ["What is wasted", "What do we waste on unused resources?"]],
  costForecast: () => [CAUSE],
  costAnomalies: () => [CAUSE],
  costSavings: (report) =>
    REPORTS[report] ? Object.entries(REPORTS).flatMap(([name, ask]) => (name === report ? [] : [ask])) : [],
  trail: () => [FAILED],
  logins: (name) =>
    name === "root" ? [FAILED] : [["Use of the root account", "Was the root account used in the last 30 days?"]],
  guardduty: () => [["Explain the most severe", "Explain the most severe GuardDuty finding"]],
  instances: (name) => [
    ...(name ? [["Details", `Describe ${name} in detail`] as const] : []),
    ["Diagram of the account", "Draw an architecture diagram of the account"],
  ],
  alarms: () => [["Cause of the last outage", "What caused the last outage?"]],
  contacts: () => [
    ["Customers lost today", "How many customers gave up in the Connect queues today?"],
    ["Changes of Connect", "What was changed in Connect in the last 2 days?"],
  ],
  metrics: (name) => (name ? [["Details", `Describe ${name} in detail`]] : []),
};
