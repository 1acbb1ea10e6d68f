import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { lostTargets, powerAction } from "./power-action.ts";

/** Stops instances: compute is no longer charged, disks stay and are. */
export const ec2StopInstances = powerAction({
  name: "ec2_stop_instances",
  title: { ko: "EC2 인스턴스 중지", en: "Stop EC2 instances" },
  description: text(
    "Propose to stop up to five running EC2 instances; a person has to approve it first.",
    "Use for stopping or shutting down servers, for example forgotten ones. Targets are in one region.",
    "Not for: terminating, rebooting, databases.",
  ),
  operation: "StopInstances",
  async send(ec2, ids) {
    const { StopInstancesCommand } = awsSdk("client-ec2");
    return ec2.send(new StopInstancesCommand({ InstanceIds: ids }));
  },
  word: { ko: "중지", en: "stopped" },
  from: ["running"],
  to: "stopped",
  accepted: (ids) => ({ ko: `EC2가 ${ids} 중지를 받아들였습니다.`, en: `EC2 accepted to stop ${ids}.` }),
  effect(count, groups) {
    const lost = lostTargets(groups);
    return {
      ko: [
        `인스턴스 ${count}개가 멈추고, 다시 시작할 때까지 응답하지 않습니다. 컴퓨팅 요금은 멈추고 디스크 요금은 남습니다.`,
        "탄력적 IP가 아닌 공인 주소와 메모리, 인스턴스 스토어의 내용은 사라집니다.",
        ...lost.ko,
      ].join(" "),
      en: [
        `${count === 1 ? "The instance halts and does" : `${count} instances halt and do`} not answer until started again. Compute is no longer charged, disks still are.`,
        "Public addresses that are not elastic, memory and instance stores are lost.",
        ...lost.en,
      ].join(" "),
    };
  },
  undo: {
    ko: "인스턴스를 다시 시작하면 됩니다. 같은 디스크로 올라오지만, 탄력적 IP가 없으면 공인 주소가 바뀝니다.",
    en: "Start the instance again: it comes back with the same disks, and without an elastic address with another public one.",
  },
  undoBy: "ec2_start_instances",
  tier: "T2",
  why: ["interrupts"],
});
