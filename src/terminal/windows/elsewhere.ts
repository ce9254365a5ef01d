/** Programs, cmdlets and aliases that a Windows has and this one does not: named, so that nobody takes them for a misspelling. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'arp nslookup tracert pathping nbtstat tasklist taskkill sc ssh scp telnet where findstr find dir cd cls echo set ver whoami ' +
    'systeminfo getmac reg regedit winget notepad dism bcdedit hnsdiag pktmon gpupdate ' +
    'pwsh start-process get-process stop-process ps kill invoke-webrequest iwr wget invoke-restmethod irm ' +
    'get-service start-service stop-service restart-service set-service set-content sv out-file select-string where-object ' +
    'get-nettcpconnection get-netudpendpoint get-netadapter get-netipaddress get-netipconfiguration gip get-netroute new-netroute ' +
    'get-netnat new-netnat remove-netnat get-nettcpsetting set-nettcpsetting resolve-dnsname test-connection ' +
    'get-netfirewallrule remove-netfirewallrule set-netfirewallrule enable-netfirewallrule disable-netfirewallrule ' +
    'get-netfirewallprofile set-netfirewallprofile get-netfirewallhypervrule remove-netfirewallhypervrule ' +
    'get-netfirewallhypervvmsetting get-vmswitch new-vmswitch get-vm get-hnsnetwork get-hnsendpoint ' +
    'get-childitem ls set-location pwd get-location clear-host write-host write-output get-command get-help get-alias'
  ).split(' '),
);

export function isOnWindows(name: string): boolean {
  return NAMES.has(name.toLowerCase().replace(/\.exe$/, ''));
}
