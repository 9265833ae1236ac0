# Sourced by scripts/natlab: what makes a router of Linux a NAT of a kind (RFC 4787; the names are those of RFC 3489).
#
#   kind                mapping                     filtering
#   full-cone           endpoint-independent        endpoint-independent
#   address-restricted  endpoint-independent        address-dependent
#   port-restricted     endpoint-independent        address- and port-dependent
#   symmetric           address- and port-dependent address- and port-dependent
#   blocked             no UDP goes through at all
#
# Linux keeps a source port while it is free, which in a lab with few hosts is endpoint-independent; fully-random takes
# another one for every remote endpoint. What nobody asked for is dropped before conntrack keeps an entry of it: else an
# early check of the peer takes the very port that the host's own check is about to be mapped to.

# home_rules KIND HOST: the rules of a router with interfaces wan and lan, for nft -f.
home_rules() {
  local kind=$1 host=$2 masquerade=masquerade to_host='' remember='' blocked=''
  case $kind in
    full-cone) to_host="iifname wan meta l4proto udp dnat to $host" ;;
    address-restricted)
      remember="iifname lan oifname wan meta l4proto udp update @spoken_to { ip daddr }"
      to_host="iifname wan meta l4proto udp ip saddr @spoken_to dnat to $host"
      ;;
    port-restricted) ;;
    symmetric) masquerade="masquerade fully-random" ;;
    blocked) blocked="meta l4proto udp drop" ;;
    *) echo "natlab: no NAT is '$kind'" >&2; return 1 ;;
  esac
  cat <<RULES
table ip natlab {
  set spoken_to { type ipv4_addr; size 1024; flags dynamic,timeout; timeout 2m; }
  chain translate_source { type nat hook postrouting priority srcnat; oifname wan $masquerade; }
  chain translate_target { type nat hook prerouting priority dstnat; $to_host; }
  chain through {
    type filter hook forward priority filter
    $blocked
    $remember
    iifname wan ct status dnat accept
    iifname wan ct state established,related accept
    iifname wan drop
  }
  chain to_router {
    type filter hook input priority filter
    iifname wan ct state established,related accept
    iifname wan drop
  }
}
RULES
}
