/** What botocore and the command line call a service, by the name it signs with, where the two differ. */
const others: Record<string, string> = {
  elasticloadbalancing: "elbv2",
  monitoring: "cloudwatch",
  tagging: "resourcegroupstaggingapi",
};

export const botocoreName = (scope: string): string => others[scope] ?? scope;
