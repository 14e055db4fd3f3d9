import { stringify } from 'yaml';
import type { KubeObject } from './object.ts';

/** An object as people read it. Kubernetes reads YAML 1.1: a text such as `on` or a time must be quoted to stay one. */
export const yamlOf = (object: KubeObject): string => stringify(object, { version: '1.1', lineWidth: 0 });
