# Sourced by scripts/natlab: routers that map ports when asked, by miniupnpd with PCP, NAT-PMP and UPnP.

# mapping_rules: the chains that miniupnpd writes into, for nft -f; what it lets in, rules.sh lets through.
mapping_rules() {
  cat <<'RULES'
table inet mapping {
  chain forward { type filter hook forward priority filter - 1; jump miniupnpd; }
  chain prerouting { type nat hook prerouting priority dstnat - 1; jump prerouting_miniupnpd; }
  chain postrouting { type nat hook postrouting priority srcnat - 1; jump postrouting_miniupnpd; }
  chain miniupnpd { }
  chain prerouting_miniupnpd { }
  chain postrouting_miniupnpd { }
}
RULES
}

# mapping_settings N: the settings of the N-th daemon of a lab, for miniupnpd -f. Only the router's own LAN is asked to.
mapping_settings() {
  cat <<SETTINGS
ext_ifname=wan
listening_ip=lan
ipv6_disable=yes
http_port=0
enable_natpmp=yes
enable_upnp=yes
min_lifetime=120
max_lifetime=86400
upnp_table_name=mapping
upnp_nat_table_name=mapping
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
secure_mode=yes
system_uptime=yes
notify_interval=60
uuid=$(printf '00000000-0000-4000-8000-%012d' "$1")
serial=$1
model_number=1
allow 1024-65535 10.0.0.0/8 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
SETTINGS
}

# map_ports NAME: the router NAME, whose interfaces are there, maps ports from now on. tear_down ends the daemon.
map_ports() {
  mappers=$((mappers + 1))
  mapping_rules | ip netns exec "$lab$1" nft -f -
  mapping_settings "$mappers" >"$work/$1.conf"
  (ip netns exec "$lab$1" miniupnpd -d -f "$work/$1.conf" -P "$work/$1.pid" >"$work/$1.log" 2>&1 </dev/null &)
}
