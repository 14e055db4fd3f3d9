import type { KubeObject } from '#lib/k8s/object.ts';
import { writtenMetadata } from './step-between.ts';

/** What people write of an object: neither its status nor what the API server keeps in the metadata. */
export const asWritten = ({ apiVersion, kind, metadata, status: _, ...rest }: KubeObject): KubeObject => ({
  apiVersion,
  kind,
  metadata: writtenMetadata(metadata),
  ...rest,
});
