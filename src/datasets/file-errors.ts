import { DatasetError } from "../ports/datasets.ts";

/** A damaged, foreign or newer file. It is kept as it is: a new one in its place would hide what was lost. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/** What a failed file operation means, as a sentence for the model. */
export function fileError(error: unknown): DatasetError {
  if (error instanceof DatasetError) return error;
  return new DatasetError(sentence(error), { cause: error });
}

function sentence(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  const code = errorCode(error);
  if (/^(SQLITE_FULL|SQLITE_IOERR|ENOSPC|EDQUOT|EIO|EFBIG)/.test(code)) {
    return "The bot's disk is full or failing, so results cannot be stored now. The bot's operator has to free space.";
  }
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_FORMAT)/.test(code)) {
    return "The stored results of this thread are damaged and cannot be read. Ask again in a new thread.";
  }
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) {
    return "The bot may not write to its data folder, so results cannot be stored. The bot's operator has to mend this.";
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return "The stored results of this thread are in use by another process. Try again in a few seconds.";
  }
  return "The stored results of this thread cannot be used because of an internal error. Call the tool again.";
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
