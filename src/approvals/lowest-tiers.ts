import type { Tier } from "../ports/tools.ts";

/**
 * The tier an action is of whatever its preview says: that comes from the read server, and one that was taken over would
 * call a deletion harmless.
 */
const LOWEST: Readonly<Record<string, Tier>> = {
  ec2_start_instances: "T1",
  ec2_snapshot_instances: "T1",
  ec2_reboot_instances: "T2",
  ec2_stop_instances: "T2",
  ec2_terminate_instances: "T3",
  autoscaling_set_capacity: "T2",
  ecs_redeploy_service: "T2",
  ecs_set_desired_count: "T2",
  ecs_roll_back_service: "T2",
  rds_start_database: "T1",
  rds_reboot_database: "T2",
  rds_stop_database: "T2",
  lambda_point_alias: "T2",
  tags_add: "T1",
  tags_remove: "T1",
  ssm_check_hosts: "T2",
  ssm_run_command: "T3",
  guardduty_archive_findings: "T2",
  guardduty_unarchive_findings: "T1",
  alarms_disable_actions: "T2",
  alarms_enable_actions: "T1",
  logs_set_retention: "T3",
};

/** An action nobody has judged is of the highest. */
export const lowestOf = (tool: string): Tier => LOWEST[tool] ?? "T3";
