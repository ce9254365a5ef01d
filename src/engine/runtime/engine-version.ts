/** Which behaviour a Docker Engine has, by its version. */
import type { RuleSet } from './rule-set.ts';
import { RULES_28, RULES_29 } from './rules-28-29.ts';
import { RULES_TO_27 } from './rules-to-27.ts';

/** `28.2.1` as [28, 2]. */
function parts(version: string): readonly [number, number] {
  const [major = '', minor = '0'] = version.split('.');
  return [Number.parseInt(major, 10), Number.parseInt(minor, 10)];
}

function isFrom(version: string, fromMajor: number, fromMinor: number): boolean {
  const [major, minor] = parts(version);
  return major > fromMajor || (major === fromMajor && minor >= fromMinor);
}

export function engineMajor(version: string): number {
  return parts(version)[0];
}

/** Engines up to 26 go on from the subnet they gave last; from 27 they take the lowest free one. @see moby commit 9d288b5b43 */
export function allocatesNextFit(version: string): boolean {
  return engineMajor(version) <= 26;
}

/**
 * Null where no source tells the rules: before 20.10, 28.0 and 28.1 (which changed them from one patch to the next, at first with
 * ipset), and what comes after 29. @see facts.md 3.1, 3.2; moby integration/network/bridge/iptablesdoc
 */
export function ruleSetOf(version: string): RuleSet | null {
  const major = engineMajor(version);
  if (major === 29) return RULES_29;
  if (major === 28) return isFrom(version, 28, 2) ? RULES_28 : null;
  if (isFrom(version, 20, 10) && major <= 26) return RULES_TO_27;
  return major === 27
    ? { ...RULES_TO_27, source: 'moby v27 libnetwork/drivers/bridge/setup_ip_tables_linux.go' }
    : null;
}

/** Why `ruleSetOf` is null, for a person. */
export function unknownRules(version: string): string {
  return engineMajor(version) === 28
    ? `Docker Engine ${version} (28.0 and 28.1 changed their rules with every patch; 28.2 and later are modelled)`
    : `Docker Engine ${version} (20.10 to 27, 28.2 and later 28, and 29 are modelled)`;
}

/** Container addresses decide their MAC up to 27; later ones are drawn. @see moby netutils GenerateMACFromIP */
export function derivesMacFromAddress(version: string): boolean {
  return engineMajor(version) <= 27;
}

/**
 * From 27.3 on the engine turns on bridge-nf-call-iptables only where something needs it.
 * @see moby#48492 (icc=false), moby#48676 (without the userland proxy)
 */
export function needsBridgeNetfilter(version: string, icc: boolean, userlandProxy: boolean): boolean {
  return !isFrom(version, 27, 3) || !icc || !userlandProxy;
}
