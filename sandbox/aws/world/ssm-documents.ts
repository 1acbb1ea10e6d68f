/** SSM documents: Amazon's own that are used, and the fixed commands that the bot may run on hosts. */
import { DAY } from "./calendar.ts";
import { perSetting } from "./setting.ts";

export interface DocumentParameter {
  type: "String" | "StringList";
  description: string;
  default?: string | string[];
  allowedPattern?: string;
}

export interface SsmDocument {
  name: string;
  /** `Amazon`, or the account's id. */
  owner: string;
  kind: "Command" | "Automation";
  version: string;
  description: string;
  parameters: Record<string, DocumentParameter>;
  /** Lines of shell, with `{{ name }}` for parameters; of an automation its steps. */
  lines: string[];
  createdAt: number;
}

const unit: DocumentParameter = {
  type: "String",
  description: "Name of a systemd unit",
  allowedPattern: "^[A-Za-z0-9@._-]{1,64}$",
};

const fixed: Pick<SsmDocument, "name" | "description" | "parameters" | "lines">[] = [
  { name: "opsthread-disk", description: "File systems and how full they are", parameters: {}, lines: ["df -hT"] },
  { name: "opsthread-memory", description: "Memory and swap in use", parameters: {}, lines: ["free -m"] },
  {
    name: "opsthread-processes",
    description: "Load, and the processes that use most of the processor",
    parameters: {},
    lines: ["uptime", "ps -eo pid,user,pcpu,pmem,rss,etime,comm --sort=-pcpu | head -n 21"],
  },
  { name: "opsthread-sockets", description: "Ports that are listened on", parameters: {}, lines: ["ss -tln"] },
  {
    name: "opsthread-service-status",
    description: "State of one systemd unit",
    parameters: { unit },
    lines: ["systemctl status --no-pager {{ unit }}"],
  },
  {
    name: "opsthread-journal",
    description: "Last lines of the journal of one systemd unit",
    parameters: {
      unit,
      since: {
        type: "String",
        description: "A time, or how long ago",
        default: "-1h",
        allowedPattern:
          "^(-[0-9]{1,4}(s|min|m|h|d)|[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?|today|yesterday)$",
      },
      lines: { type: "String", description: "How many lines at most", default: "100", allowedPattern: "^[0-9]{1,4}$" },
    },
    lines: ['journalctl --no-pager -u {{ unit }} --since "{{ since }}" -n {{ lines }}'],
  },
];

/** One line, every word of it quoted; it has been read and approved before it comes here. */
const run: Pick<SsmDocument, "name" | "description" | "parameters" | "lines"> = {
  name: "opsthread-run",
  description: "One command that only reads, as it was approved",
  parameters: {
    command: { type: "String", description: "Quoted words", allowedPattern: "^'[ -~]{1,2000}'$" },
  },
  lines: ["timeout 30 sh -c {{ command }} | head -c 20000"],
};

const instanceId: DocumentParameter = { type: "StringList", description: "EC2 instances to act on" };

export const documentsOf = perSetting(({ account, anchor }): SsmDocument[] => [
  {
    name: "AWS-RunShellScript",
    owner: "Amazon",
    kind: "Command",
    version: "1",
    description: "Run a shell script or specify the commands to run.",
    parameters: {
      commands: { type: "StringList", description: "Specify a shell script or a command to run." },
      workingDirectory: { type: "String", description: "The path to the working directory.", default: "" },
      executionTimeout: {
        type: "String",
        description: "The time in seconds for a command to complete before it is considered to have failed.",
        default: "3600",
        allowedPattern: "^([1-9][0-9]{0,4}|1[0-6][0-9]{4}|17[0-1][0-9]{3}|172[0-7][0-9]{2}|172800)$",
      },
    },
    lines: [],
    createdAt: Date.UTC(2017, 0, 11),
  },
  ...[...fixed, run].map(
    (row): SsmDocument => ({
      ...row,
      owner: account.id,
      kind: "Command",
      version: "1",
      createdAt: anchor - 120 * DAY,
    }),
  ),
  ...(["Start", "Stop", "Restart"] as const).map(
    (verb): SsmDocument => ({
      name: `AWS-${verb}EC2Instance`,
      owner: "Amazon",
      kind: "Automation",
      version: "1",
      description: `${verb} EC2 instances`,
      parameters: { InstanceId: instanceId },
      lines: verb === "Restart" ? ["stopInstances", "startInstances"] : [`${verb.toLowerCase()}Instances`],
      createdAt: Date.UTC(2017, 5, 21),
    }),
  ),
]);
