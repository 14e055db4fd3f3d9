import type { JsonObject } from '#lib/core/json.ts';
import type { WriteOptions } from '../objects/write-options.ts';
import type { ResourceType } from '../schema/types.ts';

/** A write as admission webhooks see it. */
export interface Admission {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  type: ResourceType;
  namespace: string;
  name: string;
  subresource: string;
  object: JsonObject | null;
  oldObject: JsonObject | null;
  options: WriteOptions;
}
