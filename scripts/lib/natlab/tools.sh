# Sourced by scripts/natlab: whether the lab can be built on this machine; if not, one sentence and exit code 3.

impossible() {
  echo "natlab: $1" >&2
  exit 3
}

require_root() {
  [ "$(uname -s)" = Linux ] || impossible "network namespaces are a thing of Linux: run it there"
  [ "$(id -u)" = 0 ] || impossible "only root may make network namespaces: run it with sudo"
}

# require_tools: installs what is missing where apt is there, then tries each.
require_tools() {
  local missing=()
  command -v ip >/dev/null 2>&1 || missing+=(iproute2)
  command -v nft >/dev/null 2>&1 || missing+=(nftables)
  command -v conntrack >/dev/null 2>&1 || missing+=(conntrack)
  command -v turnserver >/dev/null 2>&1 || missing+=(coturn)
  command -v miniupnpd >/dev/null 2>&1 || missing+=(miniupnpd-nftables)
  if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing ${missing[*]} ..." >&2
    install_quietly "${missing[@]}"
  fi
  command -v ip >/dev/null 2>&1 || impossible "'ip' is missing: install iproute2"
  command -v nft >/dev/null 2>&1 || impossible "'nft' is missing: install nftables"
  command -v conntrack >/dev/null 2>&1 || impossible "'conntrack' is missing: install conntrack"
  command -v turnserver >/dev/null 2>&1 || impossible "'turnserver' is missing: install coturn"
  command -v miniupnpd >/dev/null 2>&1 || impossible "'miniupnpd' is missing: install miniupnpd-nftables"
  try_namespace
}

# install_quietly PACKAGE...: none starts a service of its own: System V asks RUNLEVEL, systemd asks policy-rc.d.
install_quietly() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  (apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@") >/dev/null 2>&1 || true
)

# A container may lack the right, a kernel the modules.
try_namespace() {
  local probe="natlab-$$-probe" said
  said=$(ip netns add "$probe" 2>&1) ||
    impossible "this machine makes no network namespaces ($said): run it on a machine or in a container that may"
  said=$(home_rules symmetric 0.0.0.0 | ip netns exec "$probe" nft -f - 2>&1 | head -1) || true
  ip netns del "$probe"
  [ -z "$said" ] || impossible "this kernel takes no NAT rules of nftables ($said)"
}
