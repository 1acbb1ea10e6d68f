import type { Json } from "../entities.ts";
import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import type { BlockRules } from "./rules.ts";

/** An image as an element: an accessory, an icon, a picture in a line. */
export function checkImage(value: unknown, path: string, report: Report, rules: BlockRules): void {
  const image = report.object(value, path, ["alt_text", "image_url", "slack_file"]);
  if (!image) return;
  report.oneOf(image.type, `${path}/type`, ["image"]);
  checkPicture(image, path, report, rules);
}

/** What an image shows: a public https address or a file that is already visible. */
export function checkPicture(image: Json, path: string, report: Report, rules: BlockRules): void {
  report.text(image.alt_text, `${path}/alt_text`, limits.block.altText, { empty: true });
  if (image.slack_file === undefined) {
    report.url(image.image_url, `${path}/image_url`);
    return;
  }
  if (image.image_url !== undefined) report.add(path, "only one of image_url and slack_file allowed");
  const file = isRecord(image.slack_file) ? image.slack_file : {};
  const id = file.id ?? file.url;
  const isOne = (file.id === undefined) !== (file.url === undefined);
  if (!isOne || typeof id !== "string" || !rules.isUsableFile(id))
    report.add(`${path}/slack_file`, "invalid slack file");
}
