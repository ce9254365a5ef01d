/**
 * Programs, cmdlets and aliases that a Windows has and this one does not: named, so that nobody takes them for a misspelling, and
 * told what answers the same question here. @see PowerShell about_Aliases
 */
/** Names, and the line to type instead. */
const INSTEAD: readonly (readonly [string, string])[] = [
  ['netstat -ano | findstr :PORT', 'get-nettcpconnection get-netudpendpoint'],
  ['tasklist /fi "PID eq NUMBER"', 'get-process ps gps pslist'],
  ['sc.exe query winnat', 'get-service gsv'],
  ['net stop winnat', 'stop-service spsv'],
  ['net stop winnat; net start winnat', 'restart-service'],
  ['net start winnat', 'start-service sasv'],
  ['curl.exe URL', 'invoke-webrequest iwr wget invoke-restmethod irm start explorer'],
  ['Test-NetConnection HOST -Port PORT', 'telnet ssh test-connection'],
  ['ping HOST', 'tracert pathping nslookup resolve-dnsname'],
  ['ipconfig', 'get-netadapter get-netipaddress get-netipconfiguration gip getmac'],
  ['route print', 'get-netroute'],
  ['route add NET mask MASK GATEWAY', 'new-netroute'],
  ['netsh int ipv4 show dynamicport tcp', 'get-nettcpsetting'],
  ['netsh int ipv4 set dynamicport tcp start=49152 num=16384', 'set-nettcpsetting'],
  ['netsh advfirewall firewall show rule name=all', 'get-netfirewallrule'],
  ['netsh advfirewall firewall delete rule name="NAME"', 'remove-netfirewallrule disable-netfirewallrule'],
  ['netsh advfirewall show currentprofile', 'get-netfirewallprofile'],
  ['netsh advfirewall set allprofiles state on|off', 'set-netfirewallprofile'],
  [':elevate', 'runas sudo gsudo start-process saps'],
  [':write C:\\Users\\dev\\.wslconfig', 'notepad vim vi nano edit'],
  ['notepad FILE', 'notepad++ code set-content add-content out-file'],
  ['type FILE', 'more'],
  ['wsl COMMAND', 'bash ubuntu'],
  [':reboot', 'logoff'],
];

/** What has no counterpart here. */
const NOTHING =
  'echo arp nbtstat taskkill stop-process kill scp where find findstr dir cd cls set ver whoami ' +
  'systeminfo reg regedit winget dism bcdedit hnsdiag pktmon gpupdate pwsh enable-netfirewallrule ' +
  'set-netfirewallrule set-service sv where-object get-netnat new-netnat remove-netnat ' +
  'get-netfirewallhypervrule remove-netfirewallhypervrule get-netfirewallhypervvmsetting get-vmswitch new-vmswitch get-vm ' +
  'get-hnsnetwork get-hnsendpoint remove-hnsnetwork get-childitem ls gci set-location pwd get-location clear-host write-host ' +
  'write-output get-command gcm get-help get-alias gal services.msc wt clear foreach-object get-eventlog get-winevent';

const LINES: ReadonlyMap<string, string> = new Map([
  ...NOTHING.split(' ').map((name) => [name, ''] as const),
  ...INSTEAD.flatMap(([line, names]) => names.split(' ').map((name) => [name, line] as const)),
]);

/** @returns the line to type instead, empty where there is none; null for a word that no Windows knows */
export function elsewhere(name: string): string | null {
  return LINES.get(name.toLowerCase().replace(/\.exe$/, '')) ?? null;
}
