/** Reads options as getopt(3) and as Go's pflag do. */

/** What stood on the line. `fault` is the first option that nobody knows, or one that lacks its value. */
export interface Options {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  readonly fault: { readonly option: string; readonly kind: 'unknown' | 'no-value' } | null;
}

/**
 * Short options in the style of getopt(3): `spec` as there (`c:W:n`), grouping allowed, value joined or apart.
 * With `stopAtOperand`, everything from the first operand on is left as it is (ssh's remote command).
 */
export function readShort(args: readonly string[], spec: string, stopAtOperand = false): Options {
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  let fault: Options['fault'] = null;
  const keep = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--' || (stopAtOperand && operands.length > 0)) {
      operands.push(...args.slice(arg === '--' ? at + 1 : at));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    for (let letter = 1; letter < arg.length; letter += 1) {
      const name = arg.charAt(letter);
      const known = spec.indexOf(name);
      if (known < 0 || name === ':') {
        fault ??= { option: name, kind: 'unknown' };
      } else if (spec.charAt(known + 1) !== ':') {
        keep(name, '');
      } else {
        const joined = arg.slice(letter + 1);
        if (joined === '') at += 1;
        const value = joined === '' ? args[at] : joined;
        if (value === undefined) fault ??= { option: name, kind: 'no-value' };
        else keep(name, value);
        break;
      }
    }
  }
  return { values, operands, fault };
}

/** A long option: its name, the one-letter form where there is one, and whether a value follows. */
export interface LongOption {
  readonly name: string;
  readonly short?: string;
  readonly value: boolean;
}

/** Options in the style of the docker CLI: `--name x`, `--name=x`, `-p x`, `-dp x`. Values are kept under the long name. */
export function readLong(args: readonly string[], known: readonly LongOption[], stopAtOperand = false): Options {
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  let fault: Options['fault'] = null;
  const keep = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--' || (stopAtOperand && operands.length > 0)) {
      operands.push(...args.slice(arg === '--' ? at + 1 : at));
      break;
    }
    if (arg.startsWith('--')) {
      const [name = '', ...rest] = arg.slice(2).split('=');
      const option = known.find((other) => other.name === name);
      if (option === undefined) fault ??= { option: `--${name}`, kind: 'unknown' };
      else if (!option.value) keep(name, rest.length > 0 ? rest.join('=') : 'true');
      else {
        if (rest.length === 0) at += 1;
        const value = rest.length > 0 ? rest.join('=') : args[at];
        if (value === undefined) fault ??= { option: `--${name}`, kind: 'no-value' };
        else keep(name, value);
      }
    } else if (arg.startsWith('-') && arg !== '-') {
      for (let letter = 1; letter < arg.length; letter += 1) {
        const short = arg.charAt(letter);
        const option = known.find((other) => other.short === short);
        if (option === undefined) {
          fault ??= { option: `'${short}' in ${arg}`, kind: 'unknown' };
          break;
        }
        if (!option.value) {
          keep(option.name, 'true');
          continue;
        }
        const joined = arg.slice(letter + 1).replace(/^=/, '');
        if (joined === '') at += 1;
        const value = joined === '' ? args[at] : joined;
        if (value === undefined) fault ??= { option: `'${short}' in ${arg}`, kind: 'no-value' };
        else keep(option.name, value);
        break;
      }
    } else operands.push(arg);
  }
  return { values, operands, fault };
}

/** The last value given. */
export function last(options: Options, name: string): string | undefined {
  return options.values.get(name)?.at(-1);
}

export function has(options: Options, name: string): boolean {
  const value = last(options, name);
  return value !== undefined && value !== 'false';
}
