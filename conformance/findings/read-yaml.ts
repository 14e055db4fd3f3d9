import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubeObject } from '#lib/k8s/object.ts';

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const list = z.looseObject({ kind: z.string().endsWith('List'), items: z.array(z.unknown()) });

/** The objects of YAML files, Lists taken apart. Documents that are no objects (no name) are left out, as the corpus asks. */
export function readYaml(files: readonly string[]): readonly KubeObject[] {
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
      const value: unknown = document.toJS();
      const items = list.safeParse(value);
      return (items.success ? items.data.items : [value]).flatMap((item) => {
        const parsed = object.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      });
    }),
  );
}
