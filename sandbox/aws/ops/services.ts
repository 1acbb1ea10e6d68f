/** Every service the sample account serves. */
import type { Service } from "../wire/service.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { costExplorer } from "./cost-explorer/service.ts";
import { ec2 } from "./ec2.ts";
import { elbv2 } from "./elbv2.ts";
import { guardduty } from "./guardduty.ts";
import { createLogs } from "./logs.ts";
import { sts } from "./sts.ts";

export const createServices = (): Service[] => [sts, ec2, elbv2, cloudtrail, guardduty, costExplorer, createLogs()];
