import { orderText } from "../compose/order.ts";
import type { Order } from "../orders/order.ts";
import { called, offers, type Playbook, type Working } from "./working.ts";

/** Asks for the change that was ordered; a person decides on the card; then tells how it ended. */
export const orderPlaybook: Playbook = (working) => {
  const { slots, words } = working;
  const { order } = slots;
  if (!order) return { text: words.order.missing.target };
  const decided = called(working, order.tool).findLast(({ result }) => result !== null);
  if (decided) return { text: orderText(working, decided) };
  if (!offers(working, order.tool)) return { text: words.order.off };
  if (order.missing) return { text: words.order.missing[order.missing] };
  const input = inputOf(order, working);
  return input ? { calls: [{ name: order.tool, input }] } : { text: words.order.missing.target };
};

/** What names the resources of a row: an ARN, or what tags can be set by as well. */
const NAMES = ["arn", "instance_id"];

/** "All of them" are the rows of the last result that names resources. */
function inputOf(order: Order, { datasets, slots }: Working): Record<string, unknown> | null {
  const account = slots.account ? { account: slots.account } : {};
  if (!order.listed) return { ...order.input, ...account };
  const listing = datasets.findLast(({ columns }) => columns.some(({ name }) => NAMES.includes(name)));
  const column = NAMES.find((name) => listing?.columns.some((one) => one.name === name));
  return listing && column ? { ...order.input, resources: [`${listing.handle}.${column}`], ...account } : null;
}
