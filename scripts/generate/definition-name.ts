/** Where a definition comes from: its name in OpenAPI and its group and version. */
export interface Definition {
  name: string;
  /** The package folder inside node_modules. */
  package: string;
}

const families: { pattern: RegExp; package: string; name: (m: RegExpMatchArray) => string }[] = [
  {
    pattern: /@kubernetes-models\/apimachinery\/(.+)$/,
    package: '@kubernetes-models/apimachinery',
    name: (m) => `io.k8s.apimachinery.pkg.${dotted(m[1])}`,
  },
  {
    pattern: /kubernetes-models\/apiextensions\.k8s\.io\/(\w+)\/(\w+)$/,
    package: 'kubernetes-models',
    name: (m) => `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.${m[1]}.${m[2]}`,
  },
  {
    pattern: /@kubernetes-models\/(istio|gateway-api)\/([\w.-]+)\/(\w+)\/(\w+)$/,
    package: '',
    name: (m) => `${reversed(m[2])}.${m[3]}.${m[4]}`,
  },
  {
    pattern: /kubernetes-models\/(v1)\/(\w+)$/,
    package: 'kubernetes-models',
    name: (m) => `io.k8s.api.core.${m[1]}.${m[2]}`,
  },
  {
    pattern: /kubernetes-models\/([\w.]+)\/(\w+)\/(\w+)$/,
    package: 'kubernetes-models',
    name: (m) => `io.k8s.api.${m[1]?.split('.')[0]}.${m[2]}.${m[3]}`,
  },
];

const dotted = (path: string | undefined): string => (path ?? '').split('/').join('.');
const reversed = (group: string | undefined): string => (group ?? '').split('.').reverse().join('.');

/** The name that OpenAPI gives to what a model file declares: `…/kubernetes-models/v1/PodSpec.d.ts` is `io.k8s.api.core.v1.PodSpec`. */
export function definitionOf(file: string): Definition {
  const path = file.replace(/\.d\.ts$/, '');
  for (const family of families) {
    const match = path.match(family.pattern);
    if (match) {
      return {
        name: family.name(match),
        package: family.package === '' ? `@kubernetes-models/${match[1]}` : family.package,
      };
    }
  }
  throw new Error(`No definition name for ${file}`);
}
