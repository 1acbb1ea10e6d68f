/** Slack's limits as measured; where a figure is undocumented the comment says so. */
export const limits = {
  /** Characters of one message's Markdown: ~13,200 already fails with msg_blocks_too_long (undocumented). */
  messageMarkdown: 11_000,
  /** Characters of one markdown_text chunk of a stream. */
  streamChunk: 12_000,
  /** Characters of the Markdown in one message of an answer: closing line, cards and buttons need room too. */
  segmentMarkdown: 9_500,
  /** Messages of one answer; what is longer goes along as a file. */
  answerMessages: 4,
  /** Characters of `text` beside blocks; chat.update takes 4,000. */
  fallbackText: 3_000,
  sectionText: 3_000,
  headerText: 150,
  taskTitle: 200,
  /** Characters of a task card's output (undocumented). */
  taskOutput: 256,
  altText: 2_000,
  buttonText: 75,
  /** Of a menu: entries, characters of an entry's words and of its value. */
  options: 100,
  optionText: 75,
  optionValue: 150,
  contextText: 2_000,
  actionsElements: 25,
  confirmText: 300,
  /** Of a table block, head not counted; rows of both kinds. */
  tableRows: 99,
  tableColumns: 20,
  homeBlocks: 100,
  /** Models told of in a list of ours, so that it stays well below a message's 50 blocks. */
  modelsShown: 40,
} as const;
