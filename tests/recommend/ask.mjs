// A scorer's WebAssembly, asked without what js/recommend puts around it. It runs in Node and in pages.

/** Questions, by their numbers in js/recommend/questions.ts. */
export const [OPEN, FOLD, TOP, OF, LIKE] = [0, 3, 4, 5, 6];

/** What asks an engine. The answer is bytes. */
export function askWith(module) {
  const { exports } = new WebAssembly.Instance(module, { a: {} });
  const core = exports.core();
  return (question, numbers, bytes = new Uint8Array()) => {
    const at = exports.room(core, 8 * numbers.length + bytes.length);
    const view = new DataView(exports.memory.buffer, at);
    for (const [place, number] of numbers.entries()) view.setFloat64(8 * place, number, true);
    new Uint8Array(exports.memory.buffer).set(bytes, at + 8 * numbers.length);
    const answer = exports.ask(core, question, numbers.length, bytes.length);
    return new Uint8Array(exports.memory.buffer, answer % 2 ** 32, answer / 2 ** 32).slice();
  };
}

export const floats = (bytes) => [...new Float64Array(bytes.buffer)];
