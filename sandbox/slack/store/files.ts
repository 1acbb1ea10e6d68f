import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredFile } from "../entities.ts";
import type { Db } from "./database.ts";
import { createDocuments } from "./documents.ts";

export interface FileStore {
  get(id: string): StoredFile | undefined;
  put(file: StoredFile): void;
  delete(id: string): void;
  all(): StoredFile[];
  newId(): string;
  write(id: string, bytes: Buffer): void;
  read(id: string): Buffer;
}

export function createFileStore(db: Db, dir: string): FileStore {
  const documents = createDocuments<StoredFile>(db, "file");
  const pathOf = (id: string): string => join(dir, "files", id);
  return {
    get: documents.get,
    put: (file) => documents.put(file.id, file),
    delete(id) {
      documents.delete(id);
      rmSync(pathOf(id), { force: true });
    },
    all: documents.all,
    newId: () => `F0${randomBytes(5).toString("hex").toUpperCase()}`,
    write: (id, bytes) => writeFileSync(pathOf(id), bytes),
    read: (id) => readFileSync(pathOf(id)),
  };
}
