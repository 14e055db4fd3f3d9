/** The part of the PostgreSQL client that the history uses; the package brings no types of its own. */
declare module 'pg' {
  export interface PoolConfig {
    readonly connectionString: string;
    readonly max: number;
    readonly connectionTimeoutMillis: number;
    readonly query_timeout: number;
    readonly application_name: string;
  }
  export class Pool {
    constructor(config: PoolConfig);
    query(
      text: string,
      values?: readonly unknown[],
    ): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): Promise<void>;
  }
}
