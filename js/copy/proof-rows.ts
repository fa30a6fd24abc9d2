/** A text in each row of a table, proof-read by the brief that its cells fill. */

import type { Finding, ProofOptions } from "../types/copy.js";
import { desk } from "./desk.js";
import { textOf } from "./given.js";
import { proofBy } from "./proof.js";
import { columnsOf, fill, inTable, type RowProblem } from "./rows.js";
import { rows } from "./table.js";

export interface RowProof {
  /** The line of the row. */
  readonly line: number;
  /** What is wrong with its cells. */
  readonly problems: readonly RowProblem[];
  readonly findings: readonly Finding[];
}

/** Row by row, as they come.
 *  @param options `column`: where the texts stand. */
export async function* proofRows(
  file: string,
  { column, ...options }: ProofOptions & { readonly column: string },
): AsyncGenerator<RowProof> {
  const proof = proofBy(await desk());
  const template: unknown = JSON.parse(textOf(options.brief));
  for await (const row of rows(file, [...columnsOf(template), column])) {
    const filled = fill(template, row);
    const text = row.cells.get(column)?.text ?? "";
    if (filled.problems.length > 0) {
      yield { line: row.line, problems: filled.problems, findings: [] };
      continue;
    }
    const { findings, problems } = proof(text, { ...options, brief: filled.brief });
    yield { line: row.line, problems: problems.map((one) => inTable(one, filled, row)), findings };
  }
}
