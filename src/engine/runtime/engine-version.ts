/** Which behaviour a Docker Engine has, by its version. */
export function engineMajor(version: string): number {
  return Number.parseInt(version, 10);
}

/** Engines up to 26 go on from the subnet they gave last; from 27 they take the lowest free one. @see moby commit 9d288b5b43 */
export function allocatesNextFit(version: string): boolean {
  return engineMajor(version) <= 26;
}

/** The rule sets of 20.10 to 27 are one layout; 28 and 29 are others, not modelled. @see moby integration/network/bridge/iptablesdoc */
export function hasKnownRules(version: string): boolean {
  return engineMajor(version) <= 27;
}

/** Container addresses decide their MAC up to 27; later ones are drawn. @see moby netutils GenerateMACFromIP */
export function derivesMacFromAddress(version: string): boolean {
  return engineMajor(version) <= 27;
}
