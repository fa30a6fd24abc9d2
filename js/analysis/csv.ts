/** CSV, read as it comes (RFC 4180): text in pieces → rows of cells with their places. Semicolons and tabs separate too, if they do in the
 *  header. */

export interface CsvCell {
  readonly text: string;
  readonly line: number;
  /** Counted from 1, in characters. */
  readonly column: number;
}

/** What is wrong with the text itself. */
export type Broken = (message: string, line: number, column: number) => void;

/** A line that is longer is none of a table: a quotation mark is missing, or it is another kind of file. */
const LONGEST = 100_000;

export class Csv {
  readonly #row: (cells: readonly CsvCell[]) => void;
  readonly #broken: Broken;
  #separator = "";
  /** The beginning of a line whose end has not come. */
  #rest = "";
  #line = 0;
  #quoted: Quoted | undefined;
  #over = false;

  constructor(row: (cells: readonly CsvCell[]) => void, broken: Broken) {
    this.#row = row;
    this.#broken = broken;
  }

  /** Takes in the next piece of the text. */
  feed(piece: string): void {
    const text = this.#rest + piece;
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0 && !this.#over; end = text.indexOf("\n", from)) {
      this.#take(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LONGEST) this.#stop("this line is too long for a table", this.#line + 1, 1);
  }

  end(): void {
    if (this.#rest) this.#take(this.#rest);
    this.#rest = "";
    if (this.#quoted) this.#stop("this quotation mark is not closed", ...this.#quoted.opened);
  }

  #take(written: string): void {
    if (this.#over) return;
    this.#line += 1;
    const line = written.replace(/\r$/, "").replace(this.#line === 1 ? /^\ufeff/ : /$^/, "");
    if (!this.#separator) this.#separator = separatorOf(line);
    if (this.#quoted || line.includes('"')) this.#takeQuoted(line);
    else if (line) this.#told(plainCells(line, this.#separator, this.#line));
  }

  #takeQuoted(line: string): void {
    const quoted = this.#quoted ?? new Quoted(this.#separator);
    this.#quoted = quoted;
    quoted.take(line, this.#line);
    if (quoted.wrong) this.#stop(...quoted.wrong);
    else if (quoted.taken > LONGEST) this.#stop("this quotation mark is not closed", ...quoted.opened);
    else if (!quoted.isOpen) {
      this.#quoted = undefined;
      this.#told(quoted.cells);
    }
  }

  #told(cells: readonly CsvCell[]): void {
    // A line without anything is no row.
    if (cells.length > 1 || cells[0]?.text) this.#row(cells);
  }

  #stop(message: string, line: number, column: number): void {
    if (!this.#over) this.#broken(message, line, column);
    this.#over = true;
    this.#quoted = undefined;
    this.#rest = "";
  }
}

function separatorOf(header: string): string {
  const count = (separator: string): number => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function plainCells(text: string, separator: string, line: number): CsvCell[] {
  let column = 1;
  return text.split(separator).map((cell) => {
    const from = column;
    column += cell.length + 1;
    return { text: cell.trim(), line, column: from };
  });
}

/** A row in which something is quoted, and which may go on in the next line. */
class Quoted {
  readonly cells: CsvCell[] = [];
  /** Where the last quotation mark was opened. */
  opened: [line: number, column: number] = [0, 0];
  wrong: [message: string, line: number, column: number] | undefined;
  isOpen = false;
  taken = 0;
  readonly #separator: string;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** Takes in the next line. */
  take(text: string, line: number): void {
    let [cell, from, closed] = ["", 1, false];
    if (this.isOpen) {
      const begun = this.cells.pop();
      cell = `${begun?.text ?? ""}\n`;
      from = begun?.column ?? 1;
    }
    this.taken += text.length + 1;
    const letters = [...text, this.#separator];
    for (const [place, letter] of letters.entries()) {
      const isEnd = place === letters.length - 1;
      if (isEnd && this.isOpen) this.cells.push({ text: cell, line, column: from });
      else if (this.isOpen && letter === '"') [this.isOpen, closed] = [false, true];
      else if (this.isOpen) cell += letter;
      else if (letter === this.#separator) {
        this.cells.push({ text: cell.trim(), line, column: from });
        [cell, from, closed] = ["", place + 2, false];
      } else if (letter === '"' && (closed || !cell.trim())) {
        // Two in a row are one.
        if (closed) cell += '"';
        else this.opened = [line, place + 1];
        [this.isOpen, closed] = [true, false];
      } else if (letter === '"') this.#refuse("a quotation mark in the middle of a cell", line, place + 1);
      else if (closed && letter !== " ") this.#refuse("something follows a quoted cell", line, place + 1);
      else cell += letter;
    }
  }

  #refuse(message: string, line: number, column: number): void {
    this.wrong ??= [message, line, column];
  }
}
