/** What a part of an object has to be. Fields that a shape does not name may be anything. */
export type Shape =
  | 'text'
  | 'number'
  | 'truth'
  /** A text that everything has: empty where there is none. */
  | 'name'
  /** A number that everything has: 0 where there is none. */
  | 'count'
  /** Texts by name, such as labels. */
  | 'texts'
  | { readonly list: Shape }
  /** Parts of one shape by name. */
  | { readonly each: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value without the parts that are out of shape; undefined where it is out of shape itself. Pure. */
export function inShape(value: unknown, shape: Shape): unknown {
  switch (shape) {
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'truth':
      return typeof value === 'boolean' ? value : undefined;
    case 'name':
      return typeof value === 'string' ? value : '';
    case 'count':
      return typeof value === 'number' ? value : 0;
    case 'texts':
      return fitEach(value, 'text');
    default:
      if ('list' in shape) return fitList(value, shape.list);
      return 'each' in shape ? fitEach(value, shape.each) : fitFields(value, shape.fields);
  }
}

function fitList(value: unknown, item: Shape): unknown {
  if (!Array.isArray(value)) return undefined;
  // An object that is out of shape leaves an empty one, so that the places of the others stay.
  const empty = typeof item === 'object' && 'fields' in item ? inShape({}, item) : undefined;
  const fitted = value.map((one) => inShape(one, item) ?? empty);
  if (fitted.every((one, i) => one === value[i] && one !== undefined)) return value;
  return fitted.filter((one) => one !== undefined);
}

function fitEach(value: unknown, part: Shape): unknown {
  if (!isRecord(value)) return undefined;
  const fitted = Object.entries(value).map(([key, one]) => [key, inShape(one, part)] as const);
  if (fitted.every(([key, one]) => one === value[key] && one !== undefined)) return value;
  return Object.fromEntries(fitted.filter(([, one]) => one !== undefined));
}

function fitFields(value: unknown, fields: Readonly<Record<string, Shape>>): unknown {
  if (!isRecord(value)) return undefined;
  const changed = Object.entries(fields)
    .filter(([key, shape]) => shape === 'name' || shape === 'count' || Object.hasOwn(value, key))
    .map(([key, shape]) => [key, inShape(value[key], shape)] as const)
    .filter(([key, one]) => one !== value[key]);
  if (changed.length === 0) return value;
  const fitted = { ...value };
  for (const [key, one] of changed) {
    if (one === undefined) delete fitted[key];
    else fitted[key] = one;
  }
  return fitted;
}
