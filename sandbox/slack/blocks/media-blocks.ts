import { limits } from "../limits.ts";
import { checkPicture } from "./image.ts";
import type { BlockKind } from "./rules.ts";

const { block: most } = limits;

/** Pictures, videos and remote files. */
export const mediaBlocks: Readonly<Record<string, BlockKind>> = {
  image: {
    keys: ["alt_text", "title", "image_url", "slack_file"],
    check(block, path, report, rules) {
      checkPicture(block, path, report, rules);
      report.maybeText(block.title, `${path}/title`, most.imageTitle, ["plain_text"]);
    },
  },
  video: {
    keys: [
      "video_url",
      "thumbnail_url",
      "alt_text",
      "title",
      "title_url",
      "author_name",
      "provider_name",
      "provider_icon_url",
      "description",
    ],
    check(block, path, report) {
      report.url(block.video_url, `${path}/video_url`);
      report.url(block.thumbnail_url, `${path}/thumbnail_url`);
      report.text(block.alt_text, `${path}/alt_text`, most.altText);
      report.textObject(block.title, `${path}/title`, most.videoTitle, ["plain_text"]);
      if (block.title_url !== undefined) report.url(block.title_url, `${path}/title_url`);
      if (block.provider_icon_url !== undefined) report.url(block.provider_icon_url, `${path}/provider_icon_url`);
      report.text(block.author_name, `${path}/author_name`, most.videoAuthor, { optional: true });
      report.text(block.provider_name, `${path}/provider_name`, most.videoAuthor, { optional: true });
      report.maybeText(block.description, `${path}/description`, most.videoTitle, ["plain_text"]);
    },
  },
  file: {
    keys: ["source", "external_id"],
    surfaces: ["message"],
    check(block, path, report) {
      report.oneOf(block.source, `${path}/source`, ["remote"]);
      report.text(block.external_id, `${path}/external_id`, most.blockId);
    },
  },
};
