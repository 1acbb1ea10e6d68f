import { mimeOf } from "../api/mime.ts";
import type { Person, StoredFile } from "../entities.ts";
import { imageSize } from "../http/image-size.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";

/** A person's file, before it is posted: nobody sees it until then. */
export function upload(ws: Workspace, person: Person, name: string, bytes: Buffer, title = name): StoredFile {
  if (bytes.length === 0) throw new ActError("file_empty", "the file is empty");
  if (bytes.length > limits.uploadBytes) throw new ActError("file_too_large", "a file has at most 64 MB here");
  const file: StoredFile = {
    id: ws.files.newId(),
    name,
    title,
    alt: "",
    mimetype: mimeOf(name),
    size: bytes.length,
    user: person.id,
    created: Math.floor(ws.clock.now() / 1000),
    state: "uploaded",
    shares: [],
    ...imageSize(bytes),
  };
  ws.files.write(file.id, bytes);
  ws.files.put(file);
  return file;
}
