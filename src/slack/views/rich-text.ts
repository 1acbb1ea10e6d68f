import type { RichTextBlock, RichTextBlockElement, RichTextLink, RichTextText } from "@slack/types";

/** Rich text carries words as they are: whatever stands in them, nothing is read as markup. Slack refuses empty texts. */
export const plain = (text: string, style?: RichTextText["style"]): RichTextText => ({
  type: "text",
  text: text === "" ? " " : text,
  ...(style ? { style } : {}),
});

export const bold = (text: string): RichTextText => plain(text, { bold: true });
export const code = (text: string): RichTextText => plain(text, { code: true });

export const line = (...elements: (RichTextText | RichTextLink)[]): RichTextBlockElement => ({
  type: "rich_text_section",
  elements,
});

export const quote = (text: string): RichTextBlockElement => ({ type: "rich_text_quote", elements: [plain(text)] });

export const preformatted = (text: string): RichTextBlockElement => ({
  type: "rich_text_preformatted",
  elements: [plain(text)],
});

export const bullets = (items: (RichTextText | RichTextLink)[][]): RichTextBlockElement => ({
  type: "rich_text_list",
  style: "bullet",
  elements: items.map((elements) => ({ type: "rich_text_section", elements })),
});

export const richText = (...elements: RichTextBlockElement[]): RichTextBlock => ({ type: "rich_text", elements });
