import type { Spending } from "./spending.ts";

export const EN_SPENDING: Spending = {
  bill: (period, gross, net, invoiced) =>
    `**The cost for ${period} is ${gross}${net ? ` (${invoiced ? "invoiced" : "net"} after credits and refunds: ${net})` : ""}.**`,
  parts: (parts) => `${parts.map(([kind, usd]) => `${kind} ${usd}`).join(", ")}.`,
  part: { credits: "Credits", refunds: "refunds", tax: "tax" },
  dearest: (period, what, name, usd, share) =>
    `**The most expensive ${what.toLowerCase()} for ${period} is ${name} (${usd}${share ? `, ${share} of all` : ""}).**`,
  besides: (names) => `non-${names} `,
  whichCategory:
    "**By which cost category?** Please ask again with its name, for example: _last month's cost by cost category Environment_",
  untagged: (period, scope, key, usd, share) =>
    `**${usd} of the ${scope}cost for ${period}, ${share} of it, has no ${key} tag.**`,
  untaggedBasis: "Usage in unblended cost, without credits, refunds and tax, by UTC billing day.",
  netByTag: (period, scope, key, usd) =>
    `**The net ${scope}cost by ${key} tag for ${period} is ${usd} in all (with credits and refunds, without tax).**`,
  netBasis: "Net cost: unblended, with credits and refunds, without tax, by UTC billing day.",
  noTag: "(no tag)",
  without: (period, names, usd) => `**The cost for ${period} without ${names} is ${usd}.**`,
  reproduce: (metric, granularity, groups, filter) =>
    `In the console: Cost Explorer · ${metric} · ${granularity}${groups ? ` · ${groups}` : ""}${filter ? ` · ${filter}` : ""}.`,
  taxExcluded: "Credits, refunds and tax are excluded.",
  perRegion: (period, sums) => `**Cost for ${period}: ${sums}.**`,
  months: "Month",
  rose: (period, scope, after, before, was, change, percent, up) =>
    `**The ${scope}cost for ${period} is ${after}, ${up ? "up" : "down"} ${change}${percent ? ` (${percent})` : ""} from ${was} for ${before}.**`,
  most: (period, before, name, was, is, change, percent) =>
    `**${name} grew most from ${before} to ${period}: ${was} → ${is} (${change}${percent ? `, ${percent}` : ""}).**`,
  mostFell: (period, before, name, was, is, change) =>
    `**Nothing grew from ${before} to ${period}.** Largest change: ${name} ${was} → ${is} (${change}).`,
  mostPercent: (name, percent, was, is) => `In percent ${name} grew most: ${percent} (${was} → ${is}).`,
  comparedWith: (from, days) => `Compared with ${from} (${days} days).`,
  cause: (period, is, before, was, change, percent, item, region, itemChange, share) =>
    `**The cost for ${period} is ${is}, up ${change} (${percent}) from ${was} for ${before}. The main cause is ${item} in ${region} (${itemChange}${share ? `, ${share} of the increase` : "; all else together fell"}).**`,
  noRise: (period, is, was) => `**The cost for ${period} is ${is}; it did not rise from ${was} in the period before.**`,
  causedBy: (user, time, event, instances, ip, id) =>
    `Started by ${user} · ${time} · ${event}${instances ? ` · ${instances}` : ""}${ip ? ` · IP ${ip}` : ""} · event id ${id}.`,
  perDay: (usd, day) => `Cost of a day: ${usd} (${day}).`,
  goesOn: (usd) => `Left alone it costs about ${usd} more by the end of the month (estimate).`,
  running: (count) => `All ${count} are still running.`,
  notRunning: "They are not running now.",
  noActor: (item) => `CloudTrail does not show who started ${item}.`,
  chartCause: (region) => `Cost in ${region} by usage type`,
  forecast: (period, gross, net, mean, low, high, level, total) =>
    `**${gross} spent for ${period} so far${net ? ` (net of credits and refunds ${net})` : ""}; ${mean} more expected by month end (${level}% interval ${low}–${high}${total ? `; usage of the month about ${total}` : ""}).**`,
  forecastOnly: (period, mean, low, high, level) =>
    `**The expected cost for ${period} is ${mean} (${level}% interval ${low}–${high}).**`,
  forecastRows: {
    spent: "So far (today included)",
    net: "After credits and refunds",
    rest: "Today to month end",
    total: "Usage of the month",
  },
  forecastColumns: { what: "What", expected: "Amount", low: "Low", high: "High" },
  forecastBasis:
    "The forecast is AWS Cost Explorer's, of usage without tax, credits and refunds. Today is part of the forecast.",
  anomalies: (period, count, impact) =>
    `**${count} cost ${count === 1 ? "anomaly was" : "anomalies were"} detected for ${period}, with an impact of ${impact} together.**`,
  noAnomalies: (period) => `**No cost anomaly was detected for ${period}.**`,
  anomalyBasis:
    "From AWS Cost Anomaly Detection (looks once a day, keeps 90 days). It finds only what one of its monitors watches.",
  rightsizing: (count, saving) =>
    `**${count} EC2 ${count === 1 ? "instance" : "instances"} can be made smaller or removed, saving ${saving} a month.**`,
  noRightsizing: "**AWS has no rightsizing advice for EC2 instances here.**",
  advice: { terminate: "terminate", modify: "change to" },
  rightsizingBasis:
    "AWS Cost Explorer's advice from the last 14 days of CPU. Check memory and peaks before following it.",
  waste: (count, usd) => `**${count} resources are not used and cost about ${usd} a month (estimate).**`,
  noWaste: "**No unused resource was found.**",
  wasteKinds: {
    unattached_volume: "unattached volume",
    idle_address: "idle IP address",
    old_snapshot: "old snapshot",
    stopped_instance_disk: "disk of a stopped instance",
  },
  commitments: {
    covered: (month, share, covered) =>
      `**In ${month} Savings Plans covered ${share} of what they could.** They covered use worth ${covered} on demand.`,
    used: (month, share, commitment, unused, saved) =>
      `**In ${month} ${share} of the Savings Plans commitment was used.** Of ${commitment} committed ${unused} was not used; net savings against on-demand prices: ${saved}.`,
    reserved: (month, share) => `**In ${month} reservations covered ${share} of the running hours.**`,
    uncovered: (month, onDemand) => `Use in ${month} that ran on demand without it: ${onDemand}.`,
    running: "The running month has not ended, so its shares may still change.",
    reproduce: (report) => `In the console: Billing and Cost Management · ${report} · monthly.`,
  },
  noPlans: "**No Savings Plan paid for anything in this time.**",
  noReservations: "**No reservation paid for anything in this time.**",
};
