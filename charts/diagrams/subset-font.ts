import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** An OpenType font with these code points only. */
export type Subset = (font: Uint8Array, codePoints: Iterable<number>) => Uint8Array;

/** HarfBuzz's C functions, as its WebAssembly module exports them; handles are addresses. */
interface HarfBuzzSubset {
  memory: { buffer: ArrayBuffer };
  _initialize(): void;
  malloc(size: number): number;
  free(at: number): void;
  hb_blob_create(data: number, length: number, mode: number, context: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, which: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** Node has it as a global; its types come with a browser's only. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

/** HB_MEMORY_MODE_WRITABLE and HB_SUBSET_SETS_LAYOUT_FEATURE_TAG of HarfBuzz's headers. */
const WRITABLE = 2;
const FEATURES = 6;
/** Tabular figures are no feature that a subset keeps by itself. */
const TNUM = 0x746e756d;

/** The subsetter that comes with harfbuzzjs, which has no JavaScript around it. */
export async function createSubsetter(): Promise<Subset> {
  const entry = createRequire(import.meta.url).resolve("harfbuzzjs");
  const module = await WebAssembly.instantiate(readFileSync(join(dirname(entry), "harfbuzz-subset.wasm")), {});
  const hb = module.instance.exports as unknown as HarfBuzzSubset;
  hb._initialize();
  return (font, codePoints) => {
    const data = hb.malloc(font.length);
    new Uint8Array(hb.memory.buffer).set(font, data);
    const blob = hb.hb_blob_create(data, font.length, WRITABLE, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    const input = hb.hb_subset_input_create_or_fail();
    const wanted = hb.hb_subset_input_unicode_set(input);
    for (const code of codePoints) hb.hb_set_add(wanted, code);
    hb.hb_set_add(hb.hb_subset_input_set(input, FEATURES), TNUM);
    const smaller = hb.hb_subset_or_fail(face, input);
    const result = hb.hb_face_reference_blob(smaller);
    const at = hb.hb_blob_get_data(result, 0);
    const bytes = new Uint8Array(hb.memory.buffer).slice(at, at + hb.hb_blob_get_length(result));
    hb.hb_blob_destroy(result);
    hb.hb_face_destroy(smaller);
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.hb_blob_destroy(blob);
    hb.free(data);
    return bytes;
  };
}
