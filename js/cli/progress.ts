/** How far something has come: a bar on a terminal, elsewhere a line for each thing that is begun. */

const WIDTH = 24;

/** What is told of it goes to the side of errors, so that what is printed can be read by others. */
export function progress(): {
  readonly tell: (what: string, done: number, of: number) => void;
  readonly end: () => void;
} {
  const { stderr } = process;
  let last = "";
  const clear = (): void => {
    if (stderr.isTTY && last) stderr.write("\r\u001b[K");
  };
  return {
    tell(what, done, of) {
      if (!stderr.isTTY) {
        if (what !== last) stderr.write(`${what} …\n`);
        last = what;
        return;
      }
      const full = Math.round((done / of) * WIDTH);
      const bar = `${"█".repeat(full)}${"·".repeat(WIDTH - full)}`;
      const line = `${bar} ${Math.round((done / of) * 100)} % ${what}`;
      if (line === last) return;
      clear();
      stderr.write(line);
      last = line;
    },
    end() {
      clear();
      last = "";
    },
  };
}
