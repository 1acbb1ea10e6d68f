import type { Talk } from "./words.ts";

export const EN_TALK: Talk = {
  ask: {
    which: (subject, choices) =>
      `**${subject ? `${subject}: ` : ""}What would you like to know?** Please choose: ${choices}.`,
    one: (subject, choice) =>
      `**${subject ? `${subject}: ` : ""}Are you asking about ${choice}?** If so, please say a little more.`,
    choices: {
      costChange: "a cost comparison",
      costCause: "why cost rose",
      costForecast: "a cost forecast",
      costAnomalies: "cost anomalies",
      costSavings: "savings",
      resources: "list of resources",
      alarms: "alarms",
      contacts: "the Connect queues",
      metrics: "metrics",
      outage: "the cause of an outage",
      outOfMemory: "memory kills",
      cost: "cost",
      trail: "who changed what (CloudTrail)",
      logins: "console logins",
      guardduty: "GuardDuty findings",
      logErrors: "error log analysis",
      logGroups: "list of log groups",
      instances: "state of instances",
      reboot: "reboot",
      stop: "stopping an instance",
      start: "starting an instance",
    },
    or: ", ",
  },
  say: {
    help: "**You can ask me about AWS cost, CloudTrail, GuardDuty, logs, metrics, alarms and resources.** Changes run only after an approval on a card.",
    greeting: "**Hello. Ask me about your AWS operations.**",
    thanks: "**Glad that helped.** Let me know if you need anything else.",
    nothing: "**Nothing was changed.** If an approval card is open, it can be denied on the card.",
    howto:
      "**To reboot, stop or start an instance, just give its name.** I check the target and post an approval card; it runs once an approver other than you approves it.",
    unclear: "**I did not understand what you are looking for.** You can ask like this.",
    notYet:
      "**I cannot answer this by rules.** Dashboards, runbooks and the future are beyond them. These I can answer.",
    forbidden: (what, offered) =>
      `**${what ? what.charAt(0).toUpperCase() + what.slice(1) : "That change"} is not something this bot can do.** It would not run even with an approval. ${offered ? `The only changes it can make are ${offered}.` : "Here it can only look things up."}`,
    examples: [
      "Show last week's cost by service",
      "Who started an EC2 instance yesterday?",
      "Analyze recent error logs of order-api",
    ],
    moreExamples: [
      "Why did this month's cost rise?",
      "Which alarms are firing?",
      "Were there failed console logins in the last 7 days?",
      "Any high severity GuardDuty findings?",
    ],
  },
  orders: {
    verbs: {
      start: "starting",
      stop: "stopping",
      terminate: "terminating",
      create: "creating",
      delete: "deleting",
      deploy: "changing",
      change: "changing",
    },
    things: {
      instance: "EC2 instances",
      bucket: "S3 buckets",
      securityGroup: "security groups",
      user: "IAM users",
      accessKey: "access keys",
      role: "IAM roles",
      policy: "IAM policies",
      function: "Lambda functions",
      database: "databases",
      volume: "volumes",
      snapshot: "snapshots",
      key: "KMS keys",
      trail: "CloudTrail trails",
      log: "logs",
    },
    phrase: (verb, thing) => (thing ? `${verb} ${thing}` : `${verb} resources`),
  },
};
