import { randomOf } from "./random.ts";

/** The id of an instance, by the name it has in the seed's world. */
export const instanceIdOf = (seed: string, name: string): string => `i-0${randomOf(seed, "instance", name).hex(16)}`;

export const gpuIds = (seed: string): [string, string] => [instanceIdOf(seed, "gpu-1"), instanceIdOf(seed, "gpu-2")];
