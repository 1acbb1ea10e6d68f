import { at } from "./en-when.ts";
import type { Estate } from "./estate.ts";

export const EN_ESTATE: Estate = {
  lacking: (count, key, checked) =>
    `**${count} ${count === 1 ? "resource has" : "resources have"} no ${key} tag (${checked} resources checked).**`,
  noneLacking: (key, checked) => `**No resource lacks the ${key} tag (${checked} resources checked).**`,
  resources: (count, kind) =>
    `**There ${count === 1 ? "is 1 resource" : `are ${count} resources`}${kind ? ` of the kind ${kind}` : ""}.**`,
  noResources: "**No resource was found.**",
  publicBuckets: (all, open, names) => `**${open} of ${all} buckets ${open === 1 ? "is" : "are"} public: ${names}.**`,
  noPublicBuckets: (all) => `**None of the ${all} buckets is public.**`,
  publicBasis:
    "Public means: the bucket's policy lets everybody in, and no block of public access on it stands against that. ACLs and the block of the whole account are not looked at.",
  accessUnknown: (count) =>
    `Of ${count} ${count === 1 ? "bucket" : "buckets"} it is not known: the policy could not be read.`,
  unknownTags: (count) => `The tags of ${count} resources could not be read; they are not counted.`,
  columns: {
    type: "Type",
    count: "Count",
    names: "Names",
    region: "Region",
    running: "Running",
    stopped: "Stopped",
    total: "Total",
  },
  perRegion: (running, parts, stopped, all) =>
    `**${running} EC2 ${running === 1 ? "instance is" : "instances are"} running${parts ? ` (${parts})` : ""}.** ${stopped} are stopped, ${all} instances in all.`,
  regionCount: (region, count) => `${region} ${count}`,
  root: (period, count, last) =>
    `**Yes, the root user was used ${at(period)}: ${count} ${count === 1 ? "event" : "events"}, the last one ${last}.**`,
  noRoot: (period) => `**The root user was not used ${at(period)}.**`,
  rootEvents: (signIns, other) => `Console sign-ins: ${signIns}; other calls: ${other}.`,
  noMfa: (period, count) =>
    `**There ${count === 1 ? "was 1 console login" : `were ${count} console logins`} without MFA ${at(period)}.**`,
  perUser: (user, count, ips) => `${user} ${count === 1 ? "once" : `${count} times`} (IP ${ips})`,
  eventId: (id) => `Event id: ${id}.`,
  severities: (active, all) => `**GuardDuty findings not archived: ${active}. With the archived ones: ${all}.**`,
  severityColumns: { state: "State", total: "Total" },
  severityRows: { active: "Not archived", archived: "Archived", all: "All", samples: "Samples among them" },
  withSamples: (count) => `${count} sample findings are counted in.`,
  open: (count, size, names) =>
    `**${count} log ${count === 1 ? "group never expires" : "groups never expire"}, with ${size} stored: ${names}.**`,
  noneOpen: (groups) => `**All ${groups} log groups have a retention period.**`,
};
