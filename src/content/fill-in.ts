/** Templates: `<name>` stands for what a variant says. */

export type Variant = Readonly<Record<string, string>>;

const NAME = /<([a-z][a-z0-9-]*)>/g;

/** Fills every text in `value`, however deep. A name that the variant does not give stays as it is: `unfilled` finds it. */
export function fillIn<T>(value: T, variant: Variant): T {
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(NAME, (typed, name: string) => variant[name] ?? typed);
    if (Array.isArray(part)) return part.map(visit);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(value) as T;
}

/** The first name in `text` that nothing was given for; null when all are filled. */
export function unfilled(text: string): string | null {
  return [...text.matchAll(NAME)][0]?.[0] ?? null;
}
