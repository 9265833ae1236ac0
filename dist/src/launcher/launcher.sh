#!/bin/sh
# Starts {{launcher.name}} with the first Java 17 or newer of: the folder jre beside this file, JAVA_HOME, the PATH, the places
# where Java is usually installed. RO_P2P_JAVA_OPTS adds options for Java.

self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$self")" && pwd -P) || exit 1

if ! [ -f "$home/lib/java.options" ]; then
  echo "{{launcher.name}}: the folder 'lib' is missing beside $self: unpack the whole archive and start {{launcher.name}} from there" >&2
  exit 1
fi

# A Java that knows no language reads and writes file names as ASCII, and then does not find itself in a folder with umlauts.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  '' | C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;;
esac

# version_of JAVA: its feature version, 8, 11, 17 ...; from the file that lies with it where there is one, as that is faster.
version_of() {
  binary=$1
  while [ -h "$binary" ]; do
    target=$(readlink "$binary")
    case $target in
      /*) binary=$target ;;
      *) binary=$(dirname "$binary")/$target ;;
    esac
  done
  release=$(dirname "$(dirname "$binary")")/release
  version=''
  [ -f "$release" ] && version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release")
  [ -n "$version" ] || version=$("$1" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  printf '%s\n' "$version" | sed 's/^1\.//; s/[^0-9].*//'
}

java='' feature='' old_java='' old_feature=''
# try JAVA: takes it if it is new enough and none has been taken.
try() {
  [ -z "$java" ] && [ -f "$1" ] && [ -x "$1" ] || return 0
  found=$(version_of "$1")
  [ -n "$found" ] || return 0
  if [ "$found" -ge 17 ]; then
    java=$1 feature=$found
  elif [ -z "$old_java" ]; then
    old_java=$1 old_feature=$found
  fi
}

try "$home/jre/bin/java"
try "$home/jre/Contents/Home/bin/java"
[ -z "${JAVA_HOME:-}" ] || try "$JAVA_HOME/bin/java"
try "$(command -v java)"
# RO_P2P_JVMS is for tests: where to look instead.
for folder in ${RO_P2P_JVMS:-/usr/lib/jvm /Library/Java/JavaVirtualMachines "$HOME/.sdkman/candidates/java" "$HOME/.jdks"}; do
  for installed in "$folder"/*; do
    try "$installed/bin/java"
    try "$installed/Contents/Home/bin/java"
  done
done

remedy="install a newer one (Debian, Ubuntu: apt install openjdk-17-jre-headless; elsewhere: https://adoptium.net) and start {{launcher.name}} again"
if [ -z "$java" ]; then
  if [ -n "$old_java" ]; then
    echo "{{launcher.name}}: Java 17 or newer is needed, but $old_java is Java $old_feature: $remedy" >&2
  else
    echo "{{launcher.name}}: Java 17 or newer is needed, but there is none here: install it" \
      "(Debian, Ubuntu: apt install openjdk-17-jre-headless; elsewhere: https://adoptium.net) and start {{launcher.name}} again" >&2
  fi
  exit 1
fi

# The program makes an archive of its classes, which fits this Java and these libraries, and writes its size beside it. Java looks at
# all else that may be wrong with it, and then does without; but it dies of one that was cut short.
archive=$home/lib/classes.jsa
size=''
[ ! -f "$archive" ] || ! [ -r "$archive.made" ] || read -r size <"$archive.made" || size=''
set -- -cp "$home/lib/*" "-Dro-p2p.home=$home" "-Dro-p2p.classes=$archive" {{launcher.main}} "$@"
if [ -n "$size" ] && [ "$(wc -c <"$archive")" -eq "$size" ] 2>/dev/null; then
  set -- "-XX:SharedArchiveFile=$archive" -XX:+VerifySharedSpaces '-Xlog:cds*=off' "$@"
fi
# Netty reads memory in a way that Java 24 and later warn of; it has another.
[ "$feature" -lt 24 ] || set -- -Dio.netty.noUnsafe=true "$@"
# shellcheck disable=SC2086 # several options in one variable
exec "$java" "@$home/lib/java.options" ${RO_P2P_JAVA_OPTS:-} "$@"
