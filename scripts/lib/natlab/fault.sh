#!/usr/bin/env bash
# Started by the judge of scripts/natlab: fault.sh LAB FAULT KIND-SIDE breaks or mends what is around peer-KIND-SIDE.
#   flush       its NAT forgets every mapping
#   block       its NAT drops all that goes through, either way
#   unblock     ... no more
#   readdress   the host's address is taken away and it gets another of its LAN
set -euo pipefail
nat="$1nat-$3" peer="$1peer-$3"
case $2 in
  flush) ip netns exec "$nat" conntrack -F >/dev/null 2>&1 ;;
  block) ip netns exec "$nat" nft 'table ip blackhole { chain through { type filter hook forward priority -10; policy drop; }; }' ;;
  unblock) ip netns exec "$nat" nft delete table ip blackhole ;;
  readdress)
    old=$(ip -n "$peer" -4 -o addr show dev eth0 | awk '{ print $4 }')
    net=${old%.*}
    ip -n "$peer" addr del "$old" dev eth0
    ip -n "$peer" addr add "$net.77/24" dev eth0
    ip -n "$peer" route add default via "$net.1"
    ;;
  *) echo "fault.sh: there is no fault '$2'" >&2; exit 2 ;;
esac
