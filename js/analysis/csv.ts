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

/** A cell that is longer holds no number and no name: a quotation mark is missing. */
const LONGEST = 10_000;

export class Csv {
  readonly #row: (cells: readonly CsvCell[]) => void;
  readonly #broken: Broken;
  #separator = "";
  #cells: CsvCell[] = [];
  #text = "";
  #line = 1;
  #column = 1;
  #from = { line: 1, column: 1 };
  /** In quotation marks; just behind them. */
  #quoted = false;
  #closed = false;
  #first = true;
  #over = false;
  #waiting = "";

  constructor(row: (cells: readonly CsvCell[]) => void, broken: Broken) {
    this.#row = row;
    this.#broken = broken;
  }

  /** Takes in the next piece of the text. */
  feed(piece: string): void {
    let text = this.#waiting + piece;
    this.#waiting = "";
    if (this.#first) {
      text = text.replace(/^\ufeff/, "");
      // What separates is told by the first line.
      if (!/[\r\n]/.test(text) && text.length < LONGEST) {
        this.#waiting = text;
        return;
      }
      this.#begin(text);
    }
    for (const letter of text) this.#take(letter);
  }

  end(): void {
    const text = this.#waiting;
    this.#waiting = "";
    if (this.#first) this.#begin(text);
    for (const letter of text) this.#take(letter);
    if (this.#quoted) this.#stop("this quotation mark is not closed", this.#from);
    if (this.#text || this.#cells.length || this.#closed) this.#endRow();
  }

  #begin(text: string): void {
    this.#first = false;
    const [header = ""] = text.split(/[\r\n]/, 1);
    const count = (separator: string): number => header.split(separator).length;
    this.#separator = [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
  }

  #take(letter: string): void {
    if (this.#over) return;
    if (this.#quoted) this.#takeQuoted(letter);
    else if (letter === this.#separator) this.#endCell();
    else if (letter === "\n") this.#endRow();
    else if (letter === '"') this.#open();
    else if (letter !== "\r") this.#add(letter);
    if (letter === "\n") {
      this.#line += 1;
      this.#column = 1;
      if (!this.#quoted) this.#from = { line: this.#line, column: 1 };
    } else this.#column += 1;
    if (letter === this.#separator && !this.#quoted) this.#from = { line: this.#line, column: this.#column };
  }

  #takeQuoted(letter: string): void {
    if (letter === '"') {
      this.#quoted = false;
      this.#closed = true;
    } else this.#text += letter;
    if (this.#text.length > LONGEST) this.#stop("this quotation mark is not closed", this.#from);
  }

  #open(): void {
    // Two in a row are one.
    if (this.#closed) this.#text += '"';
    else if (this.#text.trim()) {
      this.#stop("a quotation mark in the middle of a cell", { line: this.#line, column: this.#column });
      return;
    }
    this.#closed = false;
    this.#quoted = true;
  }

  #add(letter: string): void {
    if (!this.#closed) this.#text += letter;
    else if (letter !== " ") this.#stop("something follows a quoted cell", { line: this.#line, column: this.#column });
  }

  #endCell(): void {
    this.#cells.push({ text: this.#text.trim(), ...this.#from });
    this.#text = "";
    this.#closed = false;
  }

  #endRow(): void {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    // An empty line is no row.
    if (cells.length > 1 || cells[0]?.text) this.#row(cells);
  }

  #stop(message: string, { line, column }: { line: number; column: number }): void {
    if (!this.#over) this.#broken(message, line, column);
    this.#over = true;
    this.#quoted = false;
    this.#text = "";
    this.#cells = [];
  }
}
