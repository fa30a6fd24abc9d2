// Reads the parts of a WebAssembly.

export class Reader {
  at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** LEB128, unsigned. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  /** LEB128 with a sign, of at most 32 bits. */
  signed() {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return byte & 64 ? value - 2 ** shift : value;
  }

  skip(count) {
    this.at += count;
  }

  /** What a length stands in front of. */
  block() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return new TextDecoder().decode(this.block());
  }

  vector(each) {
    for (let left = this.number(); left > 0; left -= 1) each();
  }
}

/** Its sections: each with its number, a reader of what is in it, and all of its bytes.
 *  @param {Uint8Array} wasm */
export const sections = (wasm) => parts(new Reader(wasm.subarray(8)));

/** The same of what is left to a reader: a section of its own may have parts. */
export function* parts(reader) {
  while (!reader.done) {
    const start = reader.at;
    const id = reader.byte();
    const inner = reader.block();
    yield { id, reader: new Reader(inner), whole: reader.bytes.subarray(start, reader.at) };
  }
}
