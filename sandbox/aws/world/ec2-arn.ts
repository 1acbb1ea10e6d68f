import type { Setting } from "./setting.ts";

/** `type` as in ARNs: `instance`, `security-group`, `elastic-ip`, `natgateway`. */
export const ec2Arn = ({ account }: Pick<Setting, "account">, region: string, type: string, id: string): string =>
  `arn:aws:ec2:${region}:${account.id}:${type}/${id}`;
