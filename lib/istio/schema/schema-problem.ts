/** One thing wrong with a value, by its schema. `path` as the API server writes it: `spec.http[0].retryPolicy`. */
export interface SchemaProblem {
  path: string;
  kind: 'unknown' | 'type' | 'required' | 'enum' | 'pattern' | 'range' | 'duplicate';
  /** In the API server's form: `Invalid value: "string": spec.x in body must be of type integer: "string"`. */
  message: string;
  value?: unknown;
}
