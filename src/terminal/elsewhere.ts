/** Programs that a Linux server has and this one does not: named, so that nobody takes them for missing there. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'journalctl dmesg top htop free df du uptime w who date uname lsof fuser kill killall pgrep pkill strace ' +
    'iptables-restore ip6tables ip6tables-save nft ufw firewall-cmd ebtables ipset conntrackd ethtool lsmod modprobe nsenter lsns ' +
    'ctr containerd dockerd runc dig host nslookup resolvectl getent traceroute tracepath mtr arping nmap telnet socat wget openssl ' +
    'sed awk sort uniq cut tr tee xargs find grep egrep head tail wc less more vi vim nano su cp mv rm mkdir touch chmod ' +
    'export env watch sleep time seq echo printf clear history systemd-resolve networkctl nmcli netplan apt apt-get yum dnf ' +
    'rcctl crontab tshark iperf iperf3 jq python3 perl'
  ).split(' '),
);

export function isOnLinux(name: string): boolean {
  return NAMES.has(name);
}
