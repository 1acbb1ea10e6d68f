/** The functions as somebody would have written them down. */
import type { Part } from "./cast.ts";
import { drawn, drawnNumber } from "./seed.ts";
import type { Setting } from "./setting.ts";

export type Runtime = "nodejs22.x" | "python3.13" | "python3.12" | "java21" | "python3.8";

export interface FunctionRow {
  name: string;
  description: string;
  runtime?: Runtime;
  team: string;
  owner: Part | "";
  memory?: number;
  timeout?: number;
  callsADay: number;
  duration: number;
  errorShare?: number;
  x86?: boolean;
  inVpc?: boolean;
  aliased?: boolean;
  reserved?: number;
  queue?: string;
  environment?: Record<string, string>;
}

export function productionRows({ seed, names }: Setting): FunctionRow[] {
  const name = (role: string, ...pool: [string, ...string[]]) => drawn(seed, `function-${role}`, pool);
  const db = { DB_HOST: `${names.ordersDb}.internal`, DB_USER: "orders_rw" };
  return [
    {
      name: names.imageResize,
      description: "Makes the sizes of a product picture",
      team: "web",
      owner: "abroad",
      memory: 256,
      timeout: 10,
      callsADay: 12_600,
      duration: 1_320,
      errorShare: drawnNumber(seed, "failing-function-percent", 14, 9, 19) / 100,
      aliased: true,
      environment: { SIZES: "320,640,1280", LOG_LEVEL: "info" },
    },
    {
      name: names.couponIssuer,
      description: "Issues the coupons of a campaign",
      runtime: "python3.12",
      team: "order",
      owner: "backend",
      memory: 256,
      timeout: 10,
      callsADay: 6_400,
      duration: 210,
      errorShare: 0.01,
      inVpc: true,
      environment: { ...db, COUPON_SALT: "sample-not-a-secret-5f31", CAMPAIGN_LIMIT: "50000" },
    },
    {
      name: names.orderNotify,
      description: "Tells the customer how the order is going",
      team: "order",
      owner: "backend",
      memory: 256,
      timeout: 10,
      callsADay: 9_800,
      duration: 180,
      errorShare: 0.004,
      aliased: true,
      reserved: 50,
      queue: "order-events",
      environment: { PUSH_URL: "https://push.haneul.example", PUSH_KEY: "sample-not-a-secret-a94d", LOG_LEVEL: "info" },
    },
    {
      name: name("settlement", "settlement-report", "seller-settlement", "payout-report"),
      description: "Monthly settlement of the sellers",
      runtime: "python3.8",
      team: "payment",
      owner: "leaver",
      memory: 1024,
      timeout: 900,
      callsADay: 30,
      duration: 84_000,
      x86: true,
      inVpc: true,
      environment: db,
    },
    {
      name: name("stock", "stock-sync", "inventory-sync", "warehouse-sync"),
      description: "Takes over the stock of the warehouses",
      runtime: "java21",
      team: "order",
      owner: "backend",
      memory: 1024,
      timeout: 60,
      callsADay: 2_880,
      duration: 2_400,
      errorShare: 0.006,
      inVpc: true,
      aliased: true,
      environment: { ...db, WMS_URL: "https://wms.haneul.example" },
    },
    {
      name: name("price", "price-updater", "price-sync", "promo-pricer"),
      description: "",
      runtime: "python3.13",
      team: "search",
      owner: "ml",
      callsADay: 1_440,
      duration: 910,
      environment: { INDEX: "catalog" },
    },
    {
      name: name("address", "address-check", "address-normalizer", "zipcode-lookup"),
      description: "Street address to delivery zone",
      team: "order",
      owner: "",
      callsADay: 22_000,
      duration: 48,
      environment: { JUSO_KEY: "sample-not-a-secret-77c0" },
    },
    {
      name: name("alarm", "alarm-forwarder", "alert-relay", "alarm-to-chat"),
      description: "CloudWatch alarms to the chat, until the bot took over",
      team: "platform",
      owner: "sre",
      callsADay: 12,
      duration: 320,
      environment: { CHANNEL: "ops-old" },
    },
    {
      name: name("log-export", "log-archiver", "log-exporter", "log-to-s3"),
      description: "Copies old logs to S3",
      runtime: "python3.12",
      team: "platform",
      owner: "sre",
      memory: 512,
      timeout: 300,
      callsADay: 24,
      duration: 41_000,
    },
    {
      name: name("edge", "ab-router", "edge-redirect", "geo-router"),
      description: "",
      team: "web",
      owner: "",
      callsADay: 310_000,
      duration: 6,
      x86: true,
    },
    {
      name: name("reco", "reco-refresh", "ranking-refresh", "feature-refresh"),
      description: "Starts the weekly training",
      runtime: "python3.13",
      team: "",
      owner: "ml",
      memory: 512,
      timeout: 120,
      callsADay: 8,
      duration: 15_000,
    },
    {
      name: name("cs", "cs-callback", "contact-callback", "call-summary"),
      description: "Looks a caller's orders up for the contact centre",
      team: "cs",
      owner: "backend",
      callsADay: 1_150,
      duration: 260,
      errorShare: 0.002,
      inVpc: true,
      environment: db,
    },
  ];
}

export const devRows: FunctionRow[] = [
  { name: "order-notify-dev", description: "", team: "order", owner: "", callsADay: 120, duration: 190 },
  { name: "sandbox-hello", description: "", runtime: "python3.13", team: "", owner: "", callsADay: 2, duration: 4 },
];
