/**
 * Names that more than one service shows, by what they stand for; other names live with their family. Fixed in
 * every seed: order-api, order-api-2, payment-worker and orders-db, of which the demo speaks.
 */
import { drawn } from "./seed.ts";

export interface Names {
  /** Services; hosts, log groups and ECS services are named after them. */
  order: "order-api";
  payment: "payment-worker";
  web: string;
  cart: string;
  search: string;
  /** The host that runs the nightly jobs, the one with the dashboards, and those nobody looks after. */
  batch: string;
  dashboards: string;
  bastion: string;
  adminTool: string;
  legacyAdmin: string;
  oldBatch: string;
  /** Databases. */
  ordersDb: "orders-db";
  usersDb: string;
  /** Lambda functions of the log groups. */
  imageResize: string;
  couponIssuer: string;
  orderNotify: string;
}

export function namesOf(seed: string): Names {
  const name = (role: string, ...pool: [string, ...string[]]) => drawn(seed, `name-${role}`, pool);
  return {
    order: "order-api",
    payment: "payment-worker",
    web: name("web", "web", "storefront", "shop-web"),
    cart: name("cart", "cart-api", "basket-api", "checkout-api"),
    search: name("search", "search-api", "catalog-api", "finder-api"),
    batch: name("batch", "data-batch", "nightly-etl", "batch-runner"),
    dashboards: name("dashboards", "grafana", "metabase", "kibana"),
    bastion: name("bastion", "bastion", "jump-host", "ssh-gateway"),
    adminTool: name("admin-tool", "admin-tool", "backoffice", "cs-console"),
    legacyAdmin: name("legacy-admin", "legacy-admin", "old-backoffice", "legacy-erp"),
    oldBatch: name("old-batch", "coupon-batch-old", "settlement-batch-old", "report-batch-old"),
    ordersDb: "orders-db",
    usersDb: name("users-db", "users-db", "members-db", "accounts-db"),
    imageResize: name("image-resize", "image-resize", "thumbnail-maker", "photo-resize"),
    couponIssuer: name("coupon-issuer", "coupon-issuer", "voucher-issuer", "point-issuer"),
    orderNotify: name("order-notify", "order-notify", "delivery-notify", "push-notify"),
  };
}
