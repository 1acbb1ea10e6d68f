import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { lostTargets, powerAction } from "./power-action.ts";

/** Reboots through the operating system; the instance keeps its host, disks and addresses. */
export const ec2RebootInstances = powerAction({
  name: "ec2_reboot_instances",
  title: { ko: "EC2 인스턴스 재부팅", en: "Reboot EC2 instances" },
  description: text(
    "Propose to reboot up to five EC2 instances; a person has to approve it first.",
    "Use for rebooting or restarting servers. Targets are in one region.",
    "Not for: stopping, starting, terminating; a service on the host; databases.",
  ),
  operation: "RebootInstances",
  async send(ec2, ids) {
    const { RebootInstancesCommand } = awsSdk("client-ec2");
    return ec2.send(new RebootInstancesCommand({ InstanceIds: ids }));
  },
  word: { ko: "재부팅", en: "rebooted" },
  from: ["running"],
  to: "running",
  accepted: (ids) => ({ ko: `EC2가 ${ids} 재부팅을 받아들였습니다.`, en: `EC2 accepted the reboot of ${ids}.` }),
  effect(count, groups) {
    const lost = lostTargets(groups);
    return {
      ko: [`약 1–2분 동안 인스턴스 ${count}개가 응답하지 않습니다.`, ...lost.ko].join(" "),
      en: [
        `${count === 1 ? "The instance does" : `${count} instances do`} not answer for about 1–2 minutes.`,
        ...lost.en,
      ].join(" "),
    };
  },
  undo: {
    ko: "재부팅은 되돌릴 수 없습니다. 인스턴스는 같은 디스크와 주소로 스스로 다시 올라옵니다.",
    en: "A reboot cannot be undone. The instance comes back by itself with the same disks and addresses.",
  },
  tier: "T2",
  why: ["interrupts"],
});
