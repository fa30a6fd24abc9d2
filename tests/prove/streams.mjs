// The streams in which a script carries its WebAssembly become the WebAssembly. Written a second time, so that what is looked
// at does not depend on the package's own decoder.

/** @param {number[][]} streams in the order of js/engine/split.ts: kinds, before, after, code, …, float, branch, further, added. */
export function joined(streams) {
  const [kinds, before] = streams;
  const [after, code, offset, type, float, branch, further, added] = [2, 3, 5, 9, 10, 11, 12, 13];
  const at = streams.map(() => 0);
  const one = (stream) => streams[stream][at[stream]++];
  const number = (stream) => {
    const bytes = [one(stream)];
    while (bytes.at(-1) > 127) bytes.push(one(stream === offset ? further : stream));
    return bytes;
  };
  const numbers = (stream, count) => Array.from({ length: count }, () => number(stream)).flat();
  const counted = (stream, each) => {
    const count = number(stream);
    return [...count, ...numbers(stream, each * value(count))];
  };
  let recent;
  const local = (rank) => {
    recent.unshift(...recent.splice(rank, 1));
    return recent[0];
  };
  const instruction = () => {
    const next = one(code);
    const isSum = next === 226;
    const pair = next >= 211 && next < 226 ? next - 211 : undefined;
    const first = pair === undefined && !isSum ? next : kinds[next];
    const isLocal = first >= 0x20 && first <= 0x22;
    const bytes = [first];
    if (first >= 0x28 && first <= 0x3e) bytes.push(0);
    if (first === 0x0e) bytes.push(...counted(branch, 1));
    if (first === 0x44) bytes.push(...Array.from({ length: 8 }, () => one(float)));
    if (isSum) return [first, ...number(added), 0x6a];
    const numbers = [kinds[first] & 15, kinds[first] >> 4].filter(Boolean);
    const told = pair === undefined ? numbers.flatMap(number) : [kinds[342 + pair]];
    return [...bytes, ...(isLocal ? told.map(local) : told)];
  };
  const body = () => {
    const bytes = counted(type, 2);
    recent = [...Array(256).keys()];
    for (let depth = 1; depth > 0; ) {
      const next = instruction();
      depth += { 2: 1, 3: 1, 4: 1, 11: -1 }[next[0]] ?? 0;
      for (const byte of next) bytes.push(byte);
    }
    return bytes;
  };
  const module = [...before];
  while (at[code] < streams[code].length) {
    const bytes = body();
    for (const byte of [...unsigned(bytes.length), ...bytes]) module.push(byte);
  }
  return Uint8Array.from([...module, ...streams[after]]);
}

const value = (bytes) => bytes.reduce((sum, byte, place) => sum + (byte & 127) * 2 ** (7 * place), 0);

const unsigned = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);
