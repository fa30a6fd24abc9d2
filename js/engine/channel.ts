/** The way into the WebAssembly. Only numbers cross: texts lie in its memory, where both sides read and write them. */

import type { Core, Lend, Texts } from "./core.js";
import type { Ask } from "./protocol.js";

/** The exports of the WebAssembly: `src/web/channel.rs` documents them. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  core(): number;
  room(channel: number, size: number): number;
  ask(channel: number, question: Ask, numbers: number, size: number): number;
  free(channel: number): void;
}

/** The most bytes that a code unit takes. */
const MOST = 3;

/** Starts an engine. The answer makes a core, one for each page. Nothing runs before: an environment may lack what pages have. */
export function start(module: WebAssembly.Module, lend: Lend): () => Channel {
  const texts = new Memory();
  const exports = new WebAssembly.Instance(module, { a: lend(texts) }).exports as unknown as Exports;
  texts.memory = exports.memory;
  // Not every server has it.
  const forgotten = typeof FinalizationRegistry === "function" ? new FinalizationRegistry(free) : undefined;
  return () => {
    const held = { exports, texts, core: exports.core() };
    const channel = new Channel(held);
    forgotten?.register(channel, held);
    return channel;
  };
}

export class Memory implements Texts {
  declare memory: WebAssembly.Memory;
  /** Safari's decoders give up after two gigabytes, so that none is kept. */
  read(at: number, length: number): string {
    return new TextDecoder().decode(new Uint8Array(this.memory.buffer, at, length));
  }

  put(text: string, at: number, room: number): number {
    const { read, written } = new TextEncoder().encodeInto(text, new Uint8Array(this.memory.buffer, at, room));
    return read < text.length ? MOST * text.length : written;
  }
}

/** A core by its number; 0 once it is freed. */
interface Held {
  readonly exports: Exports;
  readonly texts: Memory;
  core: number;
}

function free(held: Held): void {
  if (held.core) held.exports.free(held.core);
  held.core = 0;
}

export class Channel implements Core {
  readonly #held: Held;

  constructor(held: Held) {
    this.#held = held;
  }

  ask(...question: Parameters<Core["ask"]>): string {
    const { byteOffset, length } = this.bytes(...question);
    return this.#held.texts.read(byteOffset, length);
  }

  /** The answer holds until the next question. */
  bytes(question: Ask, given: string | Uint8Array, numbers: readonly number[]): Uint8Array {
    const { exports, texts, core } = this.#held;
    const start = 8 * numbers.length;
    const isText = typeof given === "string";
    const room = given.length * (isText ? MOST : 1);
    const at = exports.room(core, start + room);
    const { buffer } = exports.memory;
    const view = new DataView(buffer, at);
    for (const [place, number] of numbers.entries()) view.setFloat64(8 * place, number, true);
    if (!isText) new Uint8Array(buffer).set(given, at + start);
    const size = isText ? texts.put(given, at + start, room) : room;
    const answer = exports.ask(core, question, numbers.length, size);
    // Where it is and, times 2³², how long.
    return new Uint8Array(exports.memory.buffer, answer % 2 ** 32, answer / 2 ** 32);
  }

  free(): void {
    free(this.#held);
  }
}
