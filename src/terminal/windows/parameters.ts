/** Parameters of a PowerShell cmdlet: `-Name value`, in any order, capitals or not, shortened as long as one name begins so. */
export type Parameters =
  { readonly ok: true; readonly values: ReadonlyMap<string, string> } | { readonly ok: false; readonly fault: string };

/** Values are kept under the small letters of their name. `fault` is the word that no name fits, or a name without its value. */
export function readParameters(args: readonly string[], names: readonly string[]): Parameters {
  const values = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    const typed = args[at] ?? '';
    const small = typed.replace(/^-/, '').toLowerCase();
    const exact = names.find((name) => name.toLowerCase() === small);
    const near = names.filter((name) => name.toLowerCase().startsWith(small));
    const name = exact ?? (near.length === 1 ? near[0] : undefined);
    const value = args[at + 1];
    if (!typed.startsWith('-') || name === undefined || value === undefined) return { ok: false, fault: typed };
    values.set(name.toLowerCase(), value);
  }
  return { ok: true, values };
}
