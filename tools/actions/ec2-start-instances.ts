import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { powerAction } from "./power-action.ts";

/** Starts stopped instances: the way back from a stop. */
export const ec2StartInstances = powerAction({
  name: "ec2_start_instances",
  title: { ko: "EC2 인스턴스 시작", en: "Start EC2 instances" },
  description: text(
    "Propose to start up to five stopped EC2 instances; a person has to approve it first.",
    "Use for bringing stopped servers back. Targets are in one region.",
    "Not for: launching new ones, rebooting, databases.",
  ),
  operation: "StartInstances",
  async send(ec2, ids) {
    const { StartInstancesCommand } = awsSdk("client-ec2");
    return ec2.send(new StartInstancesCommand({ InstanceIds: ids }));
  },
  word: { ko: "시작", en: "started" },
  from: ["stopped"],
  to: "running",
  accepted: (ids) => ({ ko: `EC2가 ${ids} 시작을 받아들였습니다.`, en: `EC2 accepted to start ${ids}.` }),
  effect: (count) => ({
    ko: `인스턴스 ${count}개가 켜지고, 이때부터 컴퓨팅 요금이 나갑니다.`,
    en: `${count === 1 ? "The instance comes" : `${count} instances come`} up, and compute is charged from then on.`,
  }),
  undo: { ko: "인스턴스를 다시 중지하면 됩니다.", en: "Stop the instance again." },
  undoBy: "ec2_stop_instances",
  tier: "T1",
  why: ["power_on"],
});
