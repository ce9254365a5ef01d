/** Rows that the terminal has no command for yet, as the real tools print them. */
import { formatIp, formatPrefix, type FdbEntry, type PolicyRule, type Route } from '../engine/index.ts';

/** A route's destination as `ip route` calls it. */
export function routePrefix({ prefix }: Route): string {
  if (prefix.lengthBits === 0) return 'default';
  return prefix.lengthBits === 32 ? formatIp(prefix.address) : formatPrefix(prefix);
}

/** `from 172.42.10.112 lookup 100`, without the priority that `ip rule` puts before it. @see ip-rule(8) */
export function policyRuleText(rule: PolicyRule): string {
  const words = [
    rule.not ? 'not' : null,
    `from ${rule.from ? formatPrefix(rule.from) : 'all'}`,
    rule.to ? `to ${formatPrefix(rule.to)}` : null,
    rule.mark ? `fwmark 0x${(rule.mark.value >>> 0).toString(16)}` : null,
    rule.iif ? `iif ${rule.iif}` : null,
    rule.oif ? `oif ${rule.oif}` : null,
    rule.action.kind === 'lookup' ? `lookup ${rule.action.table}` : rule.action.kind,
  ];
  return words.filter((word) => word !== null).join(' ');
}

/** `02:42:ac:16:00:02 dev veth4ac7512 master br-80cb5a0c07bc`. @see bridge(8) */
export function fdbRow(entry: FdbEntry): string {
  return `${entry.mac} dev ${entry.port} master ${entry.bridge}${entry.learned ? '' : ' permanent'}`;
}
