const types: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  pdf: "application/pdf",
  txt: "text/plain",
  log: "text/plain",
};

export function mimeOf(filename: string): string {
  return types[filename.split(".").pop()?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
