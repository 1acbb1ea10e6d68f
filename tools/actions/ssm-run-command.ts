import { z } from "zod";
import { text } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { isQuotedReadOnly, readOnlyCommand } from "../host-commands/read-only.ts";
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

const DOCUMENT = "opsthread-run" as const;

const args = hostArgs.extend({
  document: z.literal(DOCUMENT),
  // Looked at again by the process that sends it: what was approved may have been written by anybody.
  parameters: z.strictObject({ command: z.string().max(2_048).refine(isQuotedReadOnly, "is not known to only read") }),
});

/**
 * A command in somebody's own words, where the team has allowed that: only what is known to read, and sent as it was
 * understood.
 */
export const ssmRunCommand = defineChange({
  name: "ssm_run_command",
  title: { ko: "호스트 명령 실행", en: "Run command on hosts" },
  description: text(
    "Propose to run one read-only shell command on up to five EC2 hosts; people have to approve it first.",
    "Use only where no check of ssm_check_hosts fits: df, du, ps -eo, ss, systemctl status, journalctl -u -n --no-pager, head, tail, grep -F -m, wc, with pipes.",
    "Not for: anything that writes.",
  ),
  offered: (accounts) => accounts.some(({ freeText }) => freeText),
  fields: () => ({ targets: instanceTargets, command: z.string().min(1).max(512) }),
  args,

  async plan({ targets, command: asked }, site) {
    if (!site.account.freeText)
      throw new ToolError("access_denied", {
        ko: `${site.account.name} 계정에서는 정해진 점검만 할 수 있습니다 (ssm_check_hosts). 직접 쓴 명령은 설정의 act.free_text로 허용합니다.`,
        en: `Only the fixed checks may be run in ${site.account.name} (ssm_check_hosts); own commands are allowed by act.free_text in the configuration.`,
      });
    const verdict = readOnlyCommand(asked);
    if (!verdict.readOnly) throw new InputError(notReadOnly(verdict.why));
    const hosts = await findHosts(targets, site);
    const { version, hash } = await readDocument(DOCUMENT, site.reach(hosts.region));
    return {
      region: hosts.region,
      args: { instance_ids: hosts.ids, document: DOCUMENT, version, hash, parameters: { command: verdict.command } },
      target: same(hosts.names),
      facts: [...hosts.facts, commandFact(verdict.command)],
      effect: {
        ko: `호스트 ${hosts.ids.length}개에서 차례로 이 명령을 실행합니다 (30초 제한, 출력 20,000자까지). 읽기 전용으로 확인된 명령입니다.`,
        en: `Runs this command on ${hosts.ids.length} ${hosts.ids.length === 1 ? "host" : "hosts"}, one after the other (30 seconds, 20,000 characters at most). It is known to only read.`,
      },
      undo: { ko: "되돌릴 것이 없습니다.", en: "There is nothing to undo." },
      tier: "T3" as const,
      why: ["free_text" as const, "read_only" as const],
      tags: hosts.tags,
      confirm: hosts.confirm,
    };
  },

  permissions: hostPermissions,
  fingerprint: hostState,
  send: sendCommand,
  verify: verifyCommand,
});

const notReadOnly = (why: Bilingual): Bilingual => ({
  ko: `읽기 전용으로 확인되지 않은 명령이라 실행하지 않습니다: ${why.ko}. 정해진 점검(ssm_check_hosts)을 쓰거나 명령을 단순하게 바꿔 주세요.`,
  en: `Not run, because it is not known to only read: ${why.en}. Use one of the fixed checks (ssm_check_hosts), or a plainer command.`,
});
