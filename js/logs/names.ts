/** Texts as they lie in a file, each with a number of its own: without a JavaScript text for every one of millions. */

/** The share of slots that may be taken is one half. */
const FIRST = 1024;

export class Names {
  /** How many there are. */
  size = 0;
  private slots = new Int32Array(FIRST * 2);
  private hashes = new Int32Array(FIRST);
  private ends = new Uint32Array(FIRST);
  private pool: Uint8Array = new Uint8Array(FIRST * 16);

  /** The number of a text, which is new if nobody has asked for it. */
  idOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let id = this.slots[slot] as number; id !== 0; id = this.slots[slot] as number) {
      if (this.hashes[id - 1] === hash && this.is(id - 1, bytes, start, end)) return id - 1;
      slot = (slot + 1) & mask;
    }
    return this.add(slot, hash, bytes, start, end);
  }

  textOf(id: number): string {
    return new TextDecoder().decode(this.pool.subarray(this.startOf(id), this.ends[id]));
  }

  /** Some whole number for a text, always the same. */
  hashOf(id: number): number {
    return Math.imul(this.hashes[id] as number, 0x9e3779b1) >>> 0;
  }

  private startOf(id: number): number {
    return id === 0 ? 0 : (this.ends[id - 1] as number);
  }

  private is(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.startOf(id);
    if ((this.ends[id] as number) - own !== end - start) return false;
    for (let at = start; at < end; at += 1) if (bytes[at] !== this.pool[own + at - start]) return false;
    return true;
  }

  private add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const id = this.size;
    const from = this.startOf(id === 0 ? 0 : id - 1 + 1);
    if (from + end - start > this.pool.length) this.pool = grown(this.pool, from + end - start);
    // Short texts are copied faster so than by a call.
    for (let at = start; at < end; at += 1) this.pool[from + at - start] = bytes[at] as number;
    this.ends[id] = from + end - start;
    this.hashes[id] = hash;
    this.slots[slot] = id + 1;
    this.size += 1;
    if (this.size === this.hashes.length) this.widen();
    return id;
  }

  private widen(): void {
    this.hashes = grown(this.hashes, this.size + 1);
    this.ends = grown(this.ends, this.size + 1);
    this.slots = new Int32Array(this.hashes.length * 2);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size; id += 1) {
      let slot = (this.hashes[id] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = id + 1;
    }
  }
}

/** FNV-1a with a last stir, because slots are the lowest bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;

/** The same numbers with room for at least so many: twice as many, until that suffices. */
export function grown<Kind extends Numbers>(numbers: Kind, size: number): Kind {
  let length = numbers.length;
  while (length < size) length *= 2;
  const wider = new (numbers.constructor as new (length: number) => Kind)(length);
  wider.set(numbers as never);
  return wider;
}
