/** Slack's limits as measured; where a figure is undocumented the comment says so. */
export const limits = {
  /** Characters of one message's Markdown: ~13,200 already fails with msg_blocks_too_long (undocumented). */
  messageMarkdown: 11_000,
  /** Characters of one markdown_text chunk of a stream. */
  streamChunk: 12_000,
  sectionText: 3_000,
  headerText: 150,
  taskTitle: 200,
  /** Characters of a task card's output (undocumented). */
  taskOutput: 256,
  altText: 2_000,
} as const;
