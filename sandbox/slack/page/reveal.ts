import type { Block } from "../entities.ts";
import { cutAt } from "./cut-at.ts";

/** Lets an answer that is being written appear word by word at an even pace, however unevenly it arrives. */
export interface Reveal {
  /** `isLive`: the app is still writing; what is there already when it is first seen is shown at once. */
  show(blocks: readonly Block[], isLive: boolean): void;
}

const FRAME_MS = 33;
/** The share of what is still hidden that each frame brings, and the least of it in characters. */
const SHARE = 0.06;
const LEAST = 2;

export function createReveal(draw: (blocks: readonly Block[]) => void): Reveal {
  let target: readonly Block[] = [];
  let shown: string[] = [];
  let lastFrame = 0;
  let isRunning = false;
  let isFirst = true;

  function step(time: number): void {
    isRunning = false;
    if (time - lastFrame < FRAME_MS) {
      run();
      return;
    }
    lastFrame = time;
    let budget = 0;
    const hidden = target.reduce((sum, block, i) => sum + textOf(block).length - (shown[i] ?? "").length, 0);
    budget = Math.max(LEAST, Math.ceil(hidden * SHARE));
    const partial: Block[] = [];
    let isComplete = true;
    for (const [i, block] of target.entries()) {
      const text = textOf(block);
      const had = (shown[i] ?? "").length;
      const now = had >= text.length ? text : text.slice(0, cutAt(text, had + budget));
      budget -= Math.max(0, now.length - had);
      shown[i] = now;
      partial.push(block.type === "markdown" ? { ...block, text: now } : block);
      if (now.length < text.length) {
        // What comes after unfinished text waits for it.
        isComplete = false;
        break;
      }
    }
    draw(partial);
    if (!isComplete) run();
  }

  function run(): void {
    if (isRunning) return;
    isRunning = true;
    requestAnimationFrame(step);
  }

  return {
    show(blocks, isLive) {
      const continues = blocks.every((block, i) => textOf(block).startsWith(shown[i] ?? ""));
      const wasWriting = shown.some((text, i) => text.length < textOf(target[i]).length);
      target = blocks;
      const isCalm = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (isFirst || isCalm || !continues || !(isLive || wasWriting)) {
        shown = blocks.map(textOf);
        draw(blocks);
      } else run();
      isFirst = false;
    },
  };
}

function textOf(block: Block | undefined): string {
  return block?.type === "markdown" ? String(block.text ?? "") : "";
}
