# Sourced by the scripts beside it: builds what is about to be started, when it is missing or older
# than its sources. Needs: a JDK 17 and Maven on the PATH.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# need COMMAND PACKAGE: one sentence when a program is missing.
need() {
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "$(basename "$0"): '$1' is missing: install it with: apt-get install $2" >&2
  exit 1
}

# ensure_built MODULE: its jar and target/lib are there and newer than every source of the reactor.
ensure_built() {
  local module=$1 jar="$root/$1/target/$1-0.1.0-SNAPSHOT.jar" newer
  need java openjdk-17-jdk-headless
  if [ -f "$jar" ] && [ -d "$root/$module/target/lib" ]; then
    newer=$(find "$root" -path '*/target' -prune -o -path '*/src/test' -prune -o \
      \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$jar" -print -quit)
    [ -z "$newer" ] && return 0
  fi
  need mvn maven
  need javac openjdk-17-jdk-headless
  echo "Building ro-p2p (once; a minute or two) ..." >&2
  local log
  log=$(mktemp)
  if ! (cd "$root" && mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip -pl "$module" -am package) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "$(basename "$0"): the build failed, see above" >&2
    exit 1
  fi
  rm -f "$log"
  touch "$jar"
}

# class_path MODULE: what java -cp takes.
class_path() {
  echo "$root/$1/target/$1-0.1.0-SNAPSHOT.jar:$root/$1/target/lib/*"
}

# play_options: what java is given for the player's program, the same as its launchers give; RO_P2P_JAVA_OPTS wins.
play_options() {
  echo "$(sed 's/[[:space:]]*#.*//' "$root/dist/src/player/java.options" | xargs) ${RO_P2P_JAVA_OPTS:-}"
}

# shared_classes MODULE: into the array shared, what java is given of the archive of classes that the program makes; see dist/src/launcher.
shared_classes() {
  local archive="$root/$1/target/classes.jsa" size=''
  shared=("-Dro-p2p.classes=$archive")
  [ ! -f "$archive" ] || [ ! -r "$archive.made" ] || read -r size <"$archive.made" || size=''
  if [ -n "$size" ] && [ "$(wc -c <"$archive")" -eq "$size" ] 2>/dev/null; then
    shared+=("-XX:SharedArchiveFile=$archive" -XX:+VerifySharedSpaces '-Xlog:cds*=off')
  fi
}
