import type { Intent } from "./slots.ts";

/** The ways to change the power of EC2 instances: the tool that proposes it, and the state an instance is in before. */
export const POWER = {
  reboot: { tool: "ec2_reboot_instances", from: "running" },
  stop: { tool: "ec2_stop_instances", from: "running" },
  start: { tool: "ec2_start_instances", from: "stopped" },
} as const;

export type Power = keyof typeof POWER;

export const POWERS = Object.keys(POWER) as Power[];

export const isPower = (intent: Intent | null): intent is Power => intent !== null && intent in POWER;
