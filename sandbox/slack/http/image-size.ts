/** Width and height from the header of a PNG, GIF or JPEG, so that a page can keep the place before the picture is there. */
export function imageSize(bytes: Buffer): { width?: number; height?: number } {
  const start = bytes.subarray(0, 4).toString("latin1");
  if (bytes.length > 24 && start === "\x89PNG")
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length > 10 && start === "GIF8") return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  return start.startsWith("\xff\xd8") ? jpegSize(bytes) : {};
}

/** From the frame header: the first marker C0..CF that is no table. */
function jpegSize(bytes: Buffer): { width?: number; height?: number } {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return {};
}
