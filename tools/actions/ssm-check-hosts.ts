import { z } from "zod";
import { text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import type { Bilingual } from "../results.ts";
import { defineChange } from "./define-change.ts";
import { same } from "./facts.ts";
import {
  commandFact,
  findHosts,
  hostArgs,
  hostPermissions,
  hostState,
  readDocument,
  sendCommand,
  verifyCommand,
} from "./host-actions.ts";
import { instanceTargets } from "./power-action.ts";

/** The fixed commands, each a document of ours: the model picks one and its values, and writes no shell. */
const checks = {
  disk: { document: "opsthread-disk", shows: { ko: "파일 시스템 사용량", en: "how full file systems are" } },
  memory: { document: "opsthread-memory", shows: { ko: "메모리와 스왑 사용량", en: "memory and swap in use" } },
  processes: {
    document: "opsthread-processes",
    shows: { ko: "부하와 CPU를 많이 쓰는 프로세스", en: "the load and the busiest processes" },
  },
  sockets: { document: "opsthread-sockets", shows: { ko: "열려 있는 포트", en: "ports that are listened on" } },
  service_status: {
    document: "opsthread-service-status",
    shows: { ko: "systemd 유닛의 상태", en: "the state of a systemd unit" },
  },
  journal: {
    document: "opsthread-journal",
    shows: { ko: "systemd 유닛의 최근 로그", en: "the last log lines of a systemd unit" },
  },
} as const satisfies Record<string, { document: string; shows: Bilingual }>;

const names = Object.keys(checks) as [keyof typeof checks, ...(keyof typeof checks)[]];
const unit = z.string().regex(/^[A-Za-z0-9@._-]{1,64}$/);
const since = z.string().regex(/^(-\d{1,4}(s|min|m|h|d)|\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?|today|yesterday)$/);

/** Looks at hosts from within. It changes nothing there, and still runs something: so it is approved. */
export const ssmCheckHosts = defineChange({
  name: "ssm_check_hosts",
  title: { ko: "호스트 점검", en: "Check hosts" },
  description: text(
    "Propose to run one fixed check on up to five EC2 hosts; a person has to approve it first. Its output comes afterwards.",
    "Use for disks, memory, processes, ports, a service's state or journal on the host itself.",
    "Not for: metrics, CloudWatch logs, restarting.",
  ),
  fields: () => ({
    targets: instanceTargets,
    check: z.enum(names),
    unit: unit.optional().describe("For service_status and journal."),
    since: since.optional().describe("journal: -1h, today."),
    lines: z.number().int().min(1).max(500).optional(),
  }),
  args: hostArgs,

  async plan({ targets, check, unit: service, since: from, lines }, site) {
    const { document, shows } = checks[check];
    const needsUnit = check === "service_status" || check === "journal";
    if (needsUnit && service === undefined)
      throw new InputError({
        ko: "어느 systemd 유닛인지 알려 주세요 (예: nginx).",
        en: "Say which systemd unit, for example nginx.",
      });
    const hosts = await findHosts(targets, site);
    const { version, hash } = await readDocument(document, site.reach(hosts.region));
    const parameters: Record<string, string> = {
      ...(needsUnit ? { unit: service ?? "" } : {}),
      ...(check === "journal" && from !== undefined ? { since: from } : {}),
      ...(check === "journal" && lines !== undefined ? { lines: String(lines) } : {}),
    };
    const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    return {
      region: hosts.region,
      args: { instance_ids: hosts.ids, document, version, hash, parameters },
      target: same(hosts.names),
      facts: [...hosts.facts, commandFact([`${document} v${version}`, ...given].join(", "))],
      effect: {
        ko: `호스트 ${hosts.ids.length}개에서 차례로 읽습니다: ${shows.ko}. 바꾸는 것은 없습니다.`,
        en: `Reads ${shows.en} on ${hosts.ids.length} ${hosts.ids.length === 1 ? "host" : "hosts"}, one after the other. Nothing is changed.`,
      },
      undo: { ko: "되돌릴 것이 없습니다.", en: "There is nothing to undo." },
      tier: "T2" as const,
      why: ["read_only" as const],
      tags: hosts.tags,
      confirm: hosts.confirm,
    };
  },

  permissions: hostPermissions,
  fingerprint: hostState,
  send: sendCommand,
  verify: verifyCommand,
});
