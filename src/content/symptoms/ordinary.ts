/**
 * What working machines print, what any error begins or ends with, and the small words of both languages: no symptom of anything. A text that holds nothing
 * else is not known. Addresses are of RFC 5737.
 */
import { pairsOf, wordsOf } from './words.ts';

const ORDINARY_LINES = `
PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.3 ms
--- 192.0.2.1 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time 2003ms
rtt min/avg/max/mdev = 0.1/0.2/0.3/0.0 ms pipe
default via 192.0.2.1 dev eth0 proto dhcp src 192.0.2.10 metric 100 onlink
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10 metric 100
172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown
192.0.2.9 via 192.0.2.1 dev eth0 src 192.0.2.10 uid 1000
cache
192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 REACHABLE STALE DELAY PERMANENT
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000
link/ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff link-netnsid 0
inet 192.0.2.10/24 brd 192.0.2.255 scope global dynamic eth0
valid_lft forever preferred_lft forever
lo UNKNOWN 127.0.0.1/8 ::1/128
docker0 DOWN 172.17.0.1/16
Kernel IP routing table
Destination Gateway Genmask Flags Metric Ref Use Iface
RX packets 10 bytes 280 errors 0 dropped 0 overruns 0 frame 0
TX packets 10 bytes 280 errors 0 dropped 0 overruns 0 carrier 0 collisions 0
ether txqueuelen RUNNING flags netmask broadcast inet6 prefixlen scopeid
Connection to 192.0.2.10 22 port [tcp/ssh] succeeded!
CONTAINER ID IMAGE COMMAND CREATED STATUS PORTS NAMES
NETWORK ID NAME DRIVER SCOPE bridge host null local
Container Network Created Started Running Healthy Removed Stopped
Last login: Sat Nov 21 from 192.0.2.1 Welcome to Ubuntu
ssh: connect to host port
docker: Error response from daemon
permission denied
Ping 192.0.2.1 32바이트 데이터 사용:
192.0.2.1의 응답: 바이트=32 시간<1ms TTL=64
패킷: 송신 = 4, 수신 = 4, 손실 = 0 (0% 손실),
Pinging 192.0.2.1 with 32 bytes of data: Reply from
Packets: Sent = 4, Received = 4, Lost = 0 (0% loss),
`;

const SMALL_WORDS = `
a an the and or of to in on at by for from with without as is are was were be been it its this that these those i we you he
she they my our your not no yes do does did can could will would should what why how when where which who if then so but
all any some more most very up down out over into than there here have has had just get got please help me error failed
이 그 저 것 수 및 또는 그리고 왜 어떻게 무엇 오류 에러 문제 해결 없다 있다 없 있 안 못 그런데 하지만 제발 도와주세요
`;

const lines = /* @__PURE__ */ `${ORDINARY_LINES}${SMALL_WORDS}`.split('\n').map(wordsOf);

export const ORDINARY_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(lines.flat());
/** Two words side by side, joined by a space. */
export const ORDINARY_PAIRS: ReadonlySet<string> = /* @__PURE__ */ new Set(lines.flatMap(pairsOf));
