/** What is asked of a log, and what comes of it. */

export interface SummariseOptions {
  /** How long after the first exposure a metric counts, such as `72h`. Without it, for good. */
  readonly window?: string;
  /** How long before the first exposure the pre-period begins, such as `14d`. With it, rows have the sums of x. */
  readonly before?: string;
  /** `day`, and names of columns of the exposures. */
  readonly by?: readonly string[];
  /** What reads the files. Without it, DuckDB reads Parquet, JSON lines and files of more than a gigabyte if it is installed
   *  (`@duckdb/node-api`). The numbers are the same. */
  readonly engine?: "duckdb" | "built-in";
}

/** The same in seconds. */
export interface SumOptions {
  readonly window?: number;
  readonly before?: number;
}

/** The sums of one cell. */
export interface Sums {
  readonly experiment: string;
  readonly arm: string;
  /** Absent if the log has exposures only. */
  readonly metric?: string;
  readonly n: number;
  readonly sum_y?: number;
  readonly sum_yy?: number;
  readonly sum_x?: number;
  readonly sum_xx?: number;
  readonly sum_xy?: number;
  /** `day`, and dimensions. */
  readonly [key: string]: string | number | undefined;
}

/** A row of `arms.csv`. */
export interface ArmRow extends Sums {
  /** How many units of the experiment saw several arms: they are in no row. */
  readonly excluded_units: number;
  /** How many exposures were not complete. A log with such rows is refused. */
  readonly excluded_rows: number;
  /** 1 where a cell has so few units that it is merged before anybody sees it. */
  readonly small?: number;
}

export interface Summary {
  readonly rows: readonly ArmRow[];
  /** Nothing is left out without being told here. */
  readonly warnings: readonly string[];
  readonly engine: "duckdb" | "built-in";
}
