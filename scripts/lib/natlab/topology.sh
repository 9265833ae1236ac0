# Sourced by scripts/natlab: the lab's namespaces, cables and addresses. Every name begins with $lab.
#
#   players               a bridge beside it, link-local, between the judge and the hosts on which a game is played
#   internet              a bridge, 203.0.113.1 and .2 (STUN), .3 (TURN), no way out of the machine
#   peer-open-SIDE        a host with a public address
#   peer-KIND-SIDE        a host (10.0.N.2) behind nat-KIND-SIDE (203.0.113.N), for each kind of rules.sh
#   peer-mapped-KIND-SIDE the same behind a router that maps ports when asked (11.0.113.N), see mapping.sh
#   peer-carrier-SIDE     a host behind nat-carrier-SIDE (port-restricted, at home) behind carrier-SIDE (symmetric)
#   peer-lan-SIDE         two hosts behind the one nat-lan (port-restricted), which turns nothing back into the LAN
#
# SIDE is left or right: each kind is there twice, so that it can be linked with itself.

stun_servers=203.0.113.1:3478,203.0.113.2:3478
turn_server=203.0.113.3:3478
home_kinds=(full-cone address-restricted port-restricted symmetric blocked)
mapped_kinds=(port-restricted symmetric)

# miniupnpd maps no ports of an address that is for documentation. Any other does where nothing leaves the machine.
public_nets=(203.0.113 11.0.113)

# space NAME FORWARDING: a namespace; FORWARDING 1 makes it a router.
space() {
  ip netns add "$lab$1"
  ip netns exec "$lab$1" sysctl -qw "net.ipv4.ip_forward=$2" net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
  ip -n "$lab$1" link set lo up
}

# bridge NAME INTERFACE ADDRESS: a switch with an address of its own.
bridge() {
  ip -n "$lab$1" link add "$2" type bridge
  ip -n "$lab$1" addr add "$3" dev "$2"
  ip -n "$lab$1" link set "$2" up
}

# plug NAME INTERFACE ADDRESS GATEWAY SWITCH BRIDGE: a cable from NAME's new INTERFACE to a bridge of SWITCH.
plug() {
  cables=$((cables + 1))
  ip link add "$2" netns "$lab$1" type veth peer name "cable$cables" netns "$lab$5"
  ip -n "$lab$5" link set "cable$cables" master "$6" up
  ip -n "$lab$1" addr add "$3" dev "$2"
  ip -n "$lab$1" link set "$2" up
  ip -n "$lab$1" route add default via "$4"
}

# online NAME INTERFACE [NET]: the next public address, of NET. What is sent to no public address is dropped in the internet.
online() {
  local net=${3:-${public_nets[0]}} other
  publics=$((publics + 1))
  plug "$1" "$2" "$net.$((publics + 10))/24" "$net.1" internet backbone
  for other in "${public_nets[@]}"; do
    [ "$other" = "$net" ] || ip -n "$lab$1" route add "$other.0/24" dev "$2"
  done
}

# router NAME KIND NET: turns NAME, whose wan is plugged, into a NAT for the host NET.2.
router() {
  bridge "$1" lan "$3.1/24"
  home_rules "$2" "$3.2" | ip netns exec "$lab$1" nft -f -
}

# home KIND RULES SIDE NET [PUBLIC-NET]: a NAT, online, and a host behind it.
home() {
  space "nat-$1-$3" 1
  online "nat-$1-$3" wan "${5:-}"
  router "nat-$1-$3" "$2" "$4"
  space "peer-$1-$3" 0
  plug "peer-$1-$3" eth0 "$4.2/24" "$4.1" "nat-$1-$3" lan
}

# carrier SIDE N: a home behind the NAT of a carrier.
carrier() {
  space "carrier-$1" 1
  online "carrier-$1" wan
  router "carrier-$1" symmetric "100.64.$2"
  space "nat-carrier-$1" 1
  plug "nat-carrier-$1" wan "100.64.$2.2/24" "100.64.$2.1" "carrier-$1" lan
  router "nat-carrier-$1" port-restricted "10.0.$2"
  space "peer-carrier-$1" 0
  plug "peer-carrier-$1" eth0 "10.0.$2.2/24" "10.0.$2.1" "nat-carrier-$1" lan
}

# control NAME: a cable beside the internet, by which the judge reaches a proxy there as a client on that machine would. Its
# addresses are link-local: no proxy offers or tries such a one.
control() {
  controls=$((controls + 1))
  ip link add control netns "$lab$1" type veth peer name "control$controls" netns "${lab}internet"
  ip -n "${lab}internet" link set "control$controls" master players up
  ip -n "$lab$1" addr add "169.254.77.$((controls + 10))/24" dev control
  ip -n "$lab$1" link set control up
}

build_lab() {
  local side kind address net=0
  cables=0 publics=0 mappers=0 controls=0
  space internet 0
  bridge internet backbone 203.0.113.1/24
  bridge internet players 169.254.77.1/24
  for address in 203.0.113.2/24 203.0.113.3/24 11.0.113.1/24; do
    ip -n "${lab}internet" addr add "$address" dev backbone
  done
  # A server of the internet can send to any address, and never hears that nobody is there. Without a route, sending fails,
  # and coturn closes the allocation that was to send. A bridge without a cable takes all and keeps nothing.
  ip -n "${lab}internet" link add void type bridge
  ip -n "${lab}internet" link set void arp off up
  ip -n "${lab}internet" route add default dev void
  for side in left right; do
    space "peer-open-$side" 0
    online "peer-open-$side" eth0
    for kind in "${home_kinds[@]}"; do
      net=$((net + 1))
      home "$kind" "$kind" "$side" "10.0.$net"
    done
    for kind in "${mapped_kinds[@]}"; do
      net=$((net + 1))
      home "mapped-$kind" "$kind" "$side" "10.0.$net" "${public_nets[1]}"
      map_ports "nat-mapped-$kind-$side"
    done
    net=$((net + 1))
    carrier "$side" "$net"
  done
  net=$((net + 1))
  space nat-lan 1
  online nat-lan wan
  router nat-lan port-restricted "10.0.$net"
  space peer-lan-left 0
  plug peer-lan-left eth0 "10.0.$net.2/24" "10.0.$net.1" nat-lan lan
  space peer-lan-right 0
  plug peer-lan-right eth0 "10.0.$net.3/24" "10.0.$net.1" nat-lan lan
  for kind in open "${home_kinds[@]}" "${mapped_kinds[@]/#/mapped-}" carrier lan; do
    control "peer-$kind-left"
  done
  control peer-lan-right
}

# tear_down: what still runs in the lab's namespaces was started there by this run.
tear_down() {
  local name pid
  for name in $(ip netns list 2>/dev/null | awk -v lab="$lab" 'index($1, lab) == 1 { print $1 }'); do
    for pid in $(ip netns pids "$name" 2>/dev/null); do
      kill -KILL "$pid" 2>/dev/null || true
    done
    ip netns del "$name" 2>/dev/null || true
  done
}
