import type { Fill } from "./fill.ts";

/** What stands under an answer, and what a press on it says. */
export interface AnswerWords {
  evidence: string;
  csv: Fill<[number]>;
  chart: string;
  /** Above a question that was pressed and not typed; the name is plain. */
  askedBy: Fill;
  askTaken: string;
  askClosed: string;
  askUnknown: string;
  fileHere: string;
  fileGone: string;
  fileEmpty: string;
  fileNotDrawable: string;
  fileFailed: string;
  filePart: Fill<[number]>;
  runUnknown: string;
  tableCaption: Fill<[number]>;
  rowsCut: Fill<[number, number]>;
  columnsCut: Fill<[number, number]>;
}
