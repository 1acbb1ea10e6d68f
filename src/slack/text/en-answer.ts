import type { AnswerWords } from "./answer.ts";

export const enAnswer: AnswerWords = {
  evidence: "Evidence",
  csv: (rows) => `CSV (${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"})`,
  chart: "Chart",
  askedBy: (name) => `Chosen by ${name}`,
  askTaken: "This question is in the thread already; its answer is there.",
  askClosed: "The conversation has gone on, so this button is closed. Please write your question in the thread.",
  askUnknown: "The question of this button was not found. Please write it in the thread.",
  fileHere: "This file is in the thread already.",
  fileGone: "The data of this answer was deleted when its time was over. Ask the question again to read it anew.",
  fileEmpty: "This result has no rows, so there is no file.",
  fileNotDrawable: "This result has no time, category or figure to draw.",
  fileFailed: "⚠️ The file could not be made. Please press again in a moment.",
  filePart: (rows) => `It holds the ${rows.toLocaleString("en-US")} stored rows; the whole result is larger.`,
  tableCaption: (rows) => `Table, ${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`,
  rowsCut: (shown, all) => `_${shown} of ${all.toLocaleString("en-US")} rows. All of them: the CSV button._`,
  columnsCut: (shown, all) => `_${shown} of ${all} columns. All of them: the CSV button._`,
  runUnknown: "The record of this answer was deleted when its time was over. Please ask the question again.",
};
