import type { Setting } from "./setting.ts";

/** `source` is a network or the key of another group; `since` is in epoch milliseconds. */
export type IngressRow = [
  protocol: "tcp" | "-1",
  ports: number | [from: number, to: number],
  source: string,
  description: string,
  since?: number,
];

export interface GroupRow {
  key: string;
  name: string;
  description: string;
  team?: string;
  ingress: IngressRow[];
  virginia?: true;
  untagged?: true;
}

const OFFICE = "211.234.118.0/24";
const ANYWHERE = "0.0.0.0/0";
const everyPort: [number, number] = [-1, -1];

const ssh: IngressRow = ["tcp", 22, "bastion", "SSH from the bastion"];
const scrape: IngressRow = ["tcp", 9100, "dashboards", "node exporter"];

export function groupRows({ names, story }: Setting): GroupRow[] {
  const inside = (key: string, name: string, team: string, ...ingress: IngressRow[]): GroupRow => ({
    key,
    name: `${name}-sg`,
    description: `${name} hosts`,
    team,
    ingress: [...ingress, ssh, scrape],
  });
  return [
    {
      key: "web-alb",
      name: `${names.web}-alb-sg`,
      description: "Public balancer of the shop",
      ingress: [
        ["tcp", 443, ANYWHERE, "HTTPS"],
        ["tcp", 443, "::/0", "HTTPS"],
        ["tcp", 80, ANYWHERE, "redirected to HTTPS"],
      ],
    },
    inside("web", names.web, "web", ["tcp", 80, "web-alb", "from the public balancer"]),
    {
      key: "api-alb",
      name: "api-alb-sg",
      description: "Inner balancer",
      ingress: [
        ["tcp", 443, "web", "from the web hosts"],
        ["tcp", 443, "admin-tool", "from the back office"],
      ],
    },
    inside("order", names.order, "order", ["tcp", 8080, "api-alb", "from the inner balancer"]),
    inside("cart", names.cart, "order", ["tcp", 8080, "api-alb", "from the inner balancer"]),
    inside("payment", names.payment, "payment"),
    inside(
      "search",
      names.search,
      "search",
      ["tcp", 8080, "api-alb", "from the inner balancer"],
      ["tcp", 9200, "search", "cluster"],
    ),
    inside("batch", names.batch, "data"),
    inside("dashboards", names.dashboards, "platform", ["tcp", 3000, OFFICE, "office"]),
    {
      key: "bastion",
      name: `${names.bastion}-sg`,
      description: "SSH from the office",
      ingress: [
        ["tcp", 22, OFFICE, "office"],
        ["tcp", 22, ANYWHERE, "", story.portOpened],
      ],
    },
    {
      key: "admin-tool",
      name: `${names.adminTool}-sg`,
      description: "Back office",
      ingress: [["tcp", 443, OFFICE, "office"], ssh],
    },
    {
      key: "legacy",
      name: "legacy-sg",
      description: "Old hosts",
      ingress: [
        ["tcp", [80, 443], OFFICE, ""],
        ["tcp", 3389, OFFICE, ""],
        ["tcp", 22, "bastion", ""],
      ],
    },
    {
      key: "orders-db",
      name: `${names.ordersDb}-sg`,
      description: "Aurora MySQL",
      team: "order",
      ingress: [
        ["tcp", 3306, "order", "order hosts and tasks"],
        ["tcp", 3306, "cart", "cart hosts and tasks"],
        ["tcp", 3306, "payment", "payment workers"],
        ["tcp", 3306, "batch", "nightly jobs"],
      ],
    },
    {
      key: "users-db",
      name: `${names.usersDb}-sg`,
      description: "PostgreSQL of the members",
      team: "web",
      ingress: [
        ["tcp", 5432, "web", "web hosts"],
        ["tcp", 5432, "admin-tool", "back office"],
      ],
    },
    {
      key: "cache",
      name: "session-cache-sg",
      description: "Redis of sessions and carts",
      team: "order",
      ingress: [
        ["tcp", 6379, "web", ""],
        ["tcp", 6379, "cart", ""],
        ["tcp", 6379, "order", ""],
      ],
    },
    {
      key: "endpoints",
      name: "vpc-endpoints-sg",
      description: "Interface endpoints",
      ingress: [["tcp", 443, "10.20.0.0/16", "the whole VPC"]],
    },
    {
      key: "default",
      name: "default",
      description: "default VPC security group",
      ingress: [["-1", everyPort, "default", ""]],
    },
    {
      key: "default-virginia",
      name: "default",
      description: "default VPC security group",
      virginia: true,
      ingress: [["-1", everyPort, "default-virginia", ""]],
    },
    {
      key: "launch-wizard-1",
      name: "launch-wizard-1",
      description: "launch-wizard-1 created from the console",
      virginia: true,
      untagged: true,
      ingress: [
        ["tcp", 22, ANYWHERE, "", story.gpuLaunch],
        ["tcp", 8888, ANYWHERE, "", story.gpuLaunch],
      ],
    },
  ];
}

export const devGroupRows: GroupRow[] = [
  {
    key: "order",
    name: "order-api-dev-sg",
    description: "order-api of the development account",
    team: "order",
    ingress: [["tcp", 8080, "10.40.0.0/16", "the whole VPC"]],
  },
  {
    key: "default",
    name: "default",
    description: "default VPC security group",
    ingress: [["-1", everyPort, "default", ""]],
  },
];
