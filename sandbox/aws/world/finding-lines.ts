import type { Story } from "./story.ts";

interface Options {
  archived?: boolean;
  sample?: boolean;
  count?: number;
  /** How long it went on. */
  hours?: number;
  /** Seen in us-east-1 although it concerns no instance there. */
  virginia?: boolean;
  story?: (story: Story) => number;
}

/** `where` is an instance's name, `gpu`, `root`, or the part of the user an access key belongs to. */
export type FindingLine = [
  type: string,
  severity: number,
  daysAgo: number,
  where: string,
  title: string,
  options?: Options,
];

const old = { archived: true };
const sample = { sample: true };

export const findingLines: FindingLine[] = [
  [
    "UnauthorizedAccess:EC2/SSHBruteForce",
    8,
    3,
    "bastion",
    "The EC2 instance bastion is the target of an SSH brute force attack",
    { count: 412, hours: 9, story: (s) => s.bruteForce },
  ],
  [
    "CryptoCurrency:EC2/BitcoinTool.B!DNS",
    8,
    5,
    "gpu",
    "An EC2 instance queries a domain name associated with Bitcoin-related activity",
    { count: 37, hours: 50 },
  ],
  [
    "Backdoor:EC2/C&CActivity.B!DNS",
    8,
    41,
    "coupon-batch-old",
    "An EC2 instance queries a domain name of a known command and control server",
    old,
  ],
  [
    "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
    8,
    26,
    "dataBatch",
    "Credentials of an EC2 instance role were used from an external IP address",
    sample,
  ],
  [
    "UnauthorizedAccess:IAMUser/TorIPCaller",
    5,
    6,
    "abroad",
    "API or console access for abroad was attempted from a Tor exit node",
    { count: 7, virginia: true, story: (s) => s.torLogins[0] ?? 0 },
  ],
  [
    "UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B",
    5,
    33,
    "sre",
    "Multiple successful console logins by sre from different places",
    old,
  ],
  [
    "Recon:EC2/PortProbeUnprotectedPort",
    5,
    2,
    "bastion",
    "The unprotected port 22 of bastion is being probed",
    { count: 164, hours: 30 },
  ],
  [
    "UnauthorizedAccess:EC2/RDPBruteForce",
    5,
    47,
    "legacy-admin",
    "legacy-admin was the target of an RDP brute force attack",
    old,
  ],
  [
    "Discovery:IAMUser/AnomalousBehavior",
    5,
    11,
    "root",
    "Unusual discovery calls by the root user",
    { virginia: true, story: (s) => s.rootLogin },
  ],
  [
    "CredentialAccess:IAMUser/AnomalousBehavior",
    5,
    22,
    "dataBatch",
    "dataBatch called APIs used to obtain credentials in an unusual way",
  ],
  ["Impact:EC2/SuspiciousDomainRequest.Reputation", 5, 14, "web-3", "web-3 queries a domain name of low reputation"],
  [
    "UnauthorizedAccess:EC2/MaliciousIPCaller.Custom",
    5,
    19,
    "admin-tool-1",
    "admin-tool-1 communicates with an IP address on a custom threat list",
  ],
  [
    "Trojan:EC2/DNSDataExfiltration",
    5,
    26,
    "search-1",
    "An EC2 instance is sending data out through DNS queries",
    sample,
  ],
  [
    "Policy:IAMUser/RootCredentialUsage",
    2,
    11,
    "root",
    "The root credentials were used to sign in",
    { count: 2, virginia: true, story: (s) => s.rootLogin },
  ],
  [
    "Stealth:IAMUser/PasswordPolicyChange",
    2,
    58,
    "sre",
    "The account password policy was weakened",
    { archived: true, virginia: true },
  ],
  ["Recon:EC2/PortProbeEMRUnprotectedPort", 2, 8, "data-batch-1", "A port of data-batch-1 is being probed"],
  ["UnauthorizedAccess:EC2/TorClient", 2, 30, "web-1", "web-1 connects to a Tor guard node"],
  ["Recon:IAMUser/UserPermissions", 2, 12, "ml", "ml listed the permissions of other users", { virginia: true }],
  [
    "Policy:IAMUser/S3BlockPublicAccessDisabled",
    2,
    51,
    "backend",
    "S3 block public access was disabled for the bucket haneul-events-raw",
    old,
  ],
  [
    "Behavior:EC2/NetworkPortUnusual",
    2,
    7,
    "payment-worker-2",
    "payment-worker-2 uses an unusual port to reach a remote host",
  ],
  [
    "Behavior:EC2/TrafficVolumeUnusual",
    2,
    21,
    "data-batch-1",
    "data-batch-1 sends an unusual volume of traffic",
    { hours: 20 },
  ],
  ["Recon:EC2/Portscan", 2, 16, "admin-tool-1", "admin-tool-1 scans outbound ports"],
  [
    "UnauthorizedAccess:IAMUser/MaliciousIPCaller",
    2,
    1,
    "opsBot",
    "An API was called by opsBot from a known malicious IP address",
    { count: 1 },
  ],
  ["Discovery:S3/AnomalousBehavior", 2, 4, "dataBatch", "dataBatch listed buckets in an unusual way"],
  ["PenTest:IAMUser/KaliLinux", 2, 26, "grafana", "An API was called from a Kali Linux machine", sample],
];
