import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { checkElement } from "./elements.ts";
import { checkImage } from "./image.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import type { BlockKind, BlockRules } from "./rules.ts";

const { block: most } = limits;

const cardKeys = ["hero_image", "icon", "title", "subtitle", "body", "actions"];

export const cardBlocks: Readonly<Record<string, BlockKind>> = {
  card: { keys: cardKeys, check: checkCard },
  carousel: {
    keys: ["elements"],
    check(block, path, report, rules) {
      report.list(block.elements, `${path}/elements`, most.carouselCards).forEach((value, i) => {
        const at = `${path}/elements/${i}`;
        const card = report.object(value, at, [...cardKeys, "block_id"]);
        report.oneOf(card?.type, `${at}/type`, ["card"]);
        if (card) checkCard(card, at, report, rules);
      });
    },
  },
};

function checkCard(card: Json, path: string, report: Report, rules: BlockRules): void {
  if (["hero_image", "title", "actions", "body"].every((key) => card[key] === undefined)) {
    report.add(path, "missing required field: one of hero_image, title, actions, body");
  }
  if (card.hero_image !== undefined) checkImage(card.hero_image, `${path}/hero_image`, report, rules);
  if (card.icon !== undefined) checkImage(card.icon, `${path}/icon`, report, rules);
  report.maybeText(card.title, `${path}/title`, most.cardTitle, ["mrkdwn"]);
  report.maybeText(card.subtitle, `${path}/subtitle`, most.cardTitle, ["mrkdwn"]);
  report.maybeText(card.body, `${path}/body`, most.cardBody, ["mrkdwn"]);
  if (card.actions === undefined) return;
  report.list(card.actions, `${path}/actions`, most.actionsElements).forEach((one, i) => {
    const at = `${path}/actions/${i}`;
    if (isRecord(one) && one.type === "button") checkElement(one, at, report);
    else report.add(`${at}/type`, "must be one of: button");
  });
}
