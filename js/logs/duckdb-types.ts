/** The part of the interface of npm `@duckdb/node-api` that is used here. */

export interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<Instance> };
}

export interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}

export interface Connection {
  run(sql: string): Promise<unknown>;
  stream(sql: string): Promise<{ yieldRowsJs(): AsyncIterable<unknown[][]> }>;
  runAndReadAll(sql: string): Promise<{ getRowObjectsJS(): Record<string, unknown>[] }>;
  closeSync(): void;
}
