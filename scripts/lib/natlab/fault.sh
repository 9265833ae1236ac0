#!/usr/bin/env bash
# Started by the judge of scripts/natlab: fault.sh LAB WHAT KIND-SIDE breaks, mends or watches what is around peer-KIND-SIDE.
#   flush       its NAT forgets every mapping
#   reboot      its NAT forgets every mapping, and gives UDP ports of another range from now on
#   block       its NAT drops all that goes through, either way
#   unblock     ... no more
#   readdress   the host's address is taken away and it gets another of its LAN
#   watch       its NAT counts what the host sends, from nought
#   watched     says how many datagrams went to the TURN server, the STUN servers, anybody else
set -euo pipefail
source "$(dirname "$(readlink -f "$0")")/topology.sh"
nat="$1nat-$3" peer="$1peer-$3"
case $2 in
  flush) ip netns exec "$nat" conntrack -F >/dev/null 2>&1 ;;
  reboot)
    first=$((20000 + RANDOM % 40 * 1000))
    ip netns exec "$nat" nft -f - <<RULES
flush chain ip natlab translate_source
add rule ip natlab translate_source oifname wan meta l4proto udp masquerade to :$first-$((first + 999))
add rule ip natlab translate_source oifname wan masquerade
RULES
    ip netns exec "$nat" conntrack -F >/dev/null 2>&1
    ;;
  block) ip netns exec "$nat" nft 'table ip blackhole { chain through { type filter hook forward priority -10; policy drop; }; }' ;;
  unblock) ip netns exec "$nat" nft delete table ip blackhole ;;
  readdress)
    old=$(ip -n "$peer" -4 -o addr show dev eth0 | awk '{ print $4 }')
    net=${old%.*}
    new=$net.77/24
    [ "$old" != "$new" ] || new=$net.78/24
    ip -n "$peer" addr del "$old" dev eth0
    ip -n "$peer" addr add "$new" dev eth0
    ip -n "$peer" route add default via "$net.1"
    ;;
  watch)
    ip netns exec "$nat" nft 'add table ip watch; delete table ip watch'
    ip netns exec "$nat" nft -f - <<RULES
table ip watch {
  counter turn { }
  counter stun { }
  counter elsewhere { }
  chain through {
    type filter hook forward priority -20
    iifname != lan accept
    meta l4proto != udp accept
    ip daddr ${turn_server%:*} counter name turn accept
    ip daddr { ${stun_servers//:3478/} } counter name stun accept
    counter name elsewhere
  }
}
RULES
    ;;
  watched)
    for target in turn stun elsewhere; do
      ip netns exec "$nat" nft list counter ip watch "$target" | awk '/packets/ { print $2 }'
    done
    ;;
  *) echo "fault.sh: there is no fault '$2'" >&2; exit 2 ;;
esac
