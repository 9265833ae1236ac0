#!/usr/bin/env bash
# Unpacks both archives of dist/target and starts what is in them, with stubs of Java that report a version and with each real one;
# ro-p2p.bat in Wine. Called by scripts/test; alone: scripts/lib/archives-test.sh. Exit 1 if a case failed.
set -euo pipefail
source "$(dirname "$(readlink -f "$0")")/build.sh"

version=0.1.0-SNAPSHOT
players="$root/dist/target/ro-p2p-$version.zip"
admins="$root/dist/target/ro-p2p-coordinator-$version.zip"
bundled="$root/dist/target/ro-p2p-$version-windows.zip"
need unzip unzip
need zip zip

export LC_ALL=C.UTF-8 # names of folders are not ASCII here
work=$(mktemp -d)
children=()
stop() {
  ((${#children[@]} == 0)) || kill "${children[@]}" 2>/dev/null || true
  [ ! -d "$work/wine" ] || WINEPREFIX="$work/wine" WINEDEBUG=-all wineserver -k >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

passed=0 failed=0 skipped=0
# judge STORY CONDITION...: the condition is a command; what the program said is in $said, how it ended in $code.
judge() {
  local story=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok    $story"
  else
    failed=$((failed + 1))
    echo "FAIL  $story: expected $*; it ended with $code and said:"
    sed 's/^/      /' <<<"$said"
  fi
}
skip() {
  skipped=$((skipped + 1))
  echo "left out: $1"
}
without() { ! says "$1"; }
says() { [[ $said == *"$1"* ]]; }
ends() { [ "$code" = "$1" ]; }
ends_saying() { ends "$1" && [ "$said" = "$2" ]; }
# takes JAVA: that one was started, with the program's main class, and its exit code passed on.
takes() { ends 7 && says "java=[$1]" && says "given=[org.rop2p.proxy.cli.Main]"; }

echo "== scripts/package"
# runtime NAME VERSION ARCHITECTURE: an archive like those of Java runtimes, with a stub of java.exe where one can be made.
runtime() {
  mkdir -p "$work/runtimes/$1/jdk-$2-jre/bin"
  (
    cd "$work/runtimes/$1"
    if [ -f "$work/java.exe" ]; then cp "$work/java.exe" "jdk-$2-jre/bin"; else echo stub >"jdk-$2-jre/bin/java.exe"; fi
    printf 'JAVA_VERSION="%s"\nOS_ARCH="%s"\nOS_NAME="Windows"\n' "$2" "$3" >"jdk-$2-jre/release"
    zip -q -r "../$1.zip" .
  )
}
# package ARGUMENT...: from a folder that is not the project's.
package() { said=$(cd "$work" && "$root/scripts/package" "$@" 2>&1) && code=0 || code=$?; }
if command -v x86_64-w64-mingw32-gcc >/dev/null 2>&1; then
  x86_64-w64-mingw32-gcc -municode -O1 -s -o "$work/java.exe" "$root/scripts/lib/java-stub.c"
fi
package --no-such-option
judge "an unknown option is named" ends_saying 2 "package: unknown option '--no-such-option'; scripts/package --help lists what is allowed"
package --jre nowhere.zip
judge "no such archive" ends_saying 2 "package: there is no file 'nowhere.zip'; scripts/package --help lists what is allowed"
echo "no archive" >"$work/text.zip"
package --jre text.zip
judge "no archive at all" ends_saying 1 "package: 'text.zip' is no zip archive"
runtime old 11.0.25 x86_64
package --jre runtimes/old.zip
judge "a runtime that is too old" ends_saying 1 "package: the runtime in 'runtimes/old.zip' is Java 11: take 17 or newer"
runtime arm 21.0.4 aarch64
package --jre runtimes/arm.zip
judge "a runtime for other processors" ends_saying 1 \
  "package: the runtime in 'runtimes/arm.zip' is not for x64 Windows, which the libraries are for"
mkdir -p "$work/runtimes/linux/jre/bin"
touch "$work/runtimes/linux/jre/bin/java"
(cd "$work/runtimes/linux" && zip -q -r ../linux.zip .)
package --jre runtimes/linux.zip
judge "a runtime for other systems" ends_saying 1 \
  "package: 'runtimes/linux.zip' holds no bin/java.exe: take a runtime for Windows"
runtime good 21.0.4 x86_64
package --jre runtimes/good.zip
judge "all archives are made and named" ends 0
for archive in "$players" "$admins" "$bundled"; do
  judge "$(basename "$archive")" says "$archive  "
  [ -f "$archive" ] || exit 1
done
said=$(unzip -Z1 "$bundled") code=0
judge "with Java inside" says "ro-p2p-$version/jre/bin/java.exe"
judge "with QUIC for Windows" says "-windows-x86_64.jar"
for_windows_alone() { ! grep -qE 'linux|osx|/ro-p2p$' <<<"$said"; }
judge "and nothing for other systems" for_windows_alone

# A folder as people have them.
odd="$work/Müller (Ünïcode) & Söhne! x"
mkdir "$odd"
unzip -q "$players" -d "$odd"
unzip -q "$admins" -d "$odd"
player="$odd/ro-p2p-$version"
coordinator="$odd/ro-p2p-coordinator-$version"

echo "== what is in them"
said=$(cd "$player/lib" && for os in windows-x86_64 linux-x86_64 linux-aarch_64 osx-x86_64 osx-aarch_64; do
  ls -- *"-$os.jar" 2>/dev/null || echo "none for $os"; done) code=0
judge "QUIC for every system" without "none for"
for folder in "$player" "$coordinator"; do
  said=$(for jar in "$folder"/lib/*.jar; do
    name=$(basename "$jar")
    while read -r prefix; do [[ $name != "$prefix"* ]] || continue 2; done < <(
      sed -n 's/^| \([^|]*-\) |.*/\1/p' "$folder/licences/README.md" | tr -d ' ' | tr ',' '\n')
    echo "$name"
  done)
  judge "$(basename "$folder"): the licence of each library is named" test -z "$said"
  said=$(grep -oE '`[^` ]+\.(md|txt)`' "$folder/licences/README.md" | tr -d '`' | while read -r text; do
    [ -s "$folder/licences/$text" ] || echo "$text"; done)
  judge "$(basename "$folder"): the texts are there" test -z "$said"
done
said=$(cd "$root/conf" && for file in *; do
  [ "$file" = p2p_config.json ] || cmp -s "$file" "$coordinator/conf/$file" || echo "$file"; done)
judge "the admin has all of conf" test -z "$said"
said=$(grep -lE '\{\{' "$player"/{ro-p2p,ro-p2p.bat,help.html} "$coordinator"/ro-p2p-coordinator{,.bat} || true)
judge "no placeholder is left" test -z "$said"
said=$(grep -c $'\r$' "$player/ro-p2p.bat") code=$(wc -l <"$player/ro-p2p.bat")
judge "ro-p2p.bat has Windows' line ends" test "$said" = "$code"

echo "== ro-p2p, with Javas that report a version"
# Nothing but what the launcher itself needs.
tools="$work/tools"
mkdir "$tools" "$work/empty"
for tool in sh dirname readlink sed head wc; do ln -s "$(command -v "$tool")" "$tools/$tool"; done
# stub FOLDER VERSION: a Java that reports VERSION and prints what it is started with.
stub() {
  mkdir -p "$1/bin"
  cat >"$1/bin/java" <<STUB
#!/bin/sh
if [ "\$*" = -version ]; then
  echo 'openjdk version "$2" 2025-04-15' >&2
  exit 0
fi
echo "java=[\$0]"
for argument in "\$@"; do echo "given=[\$argument]"; done
exit 7
STUB
  chmod +x "$1/bin/java"
}
# launch NAME=VALUE... -- ARGUMENT...: runs the player's launcher with that environment alone.
launch() {
  local environment=()
  while [ "$1" != -- ]; do environment+=("$1"); shift; done
  shift
  said=$(env -i PATH="$tools" HOME="$work/empty" LC_ALL=C.UTF-8 RO_P2P_JVMS="$work/empty" "${environment[@]}" \
    "${launcher:-$player/ro-p2p}" "$@" 2>&1) && code=0 || code=$?
}
install="(Debian, Ubuntu: apt install openjdk-17-jre-headless; elsewhere: https://adoptium.net) and start ro-p2p again"
launch --
judge "no Java" ends_saying 1 "ro-p2p: Java 17 or newer is needed, but there is none here: install it $install"
stub "$work/java 11" 11.0.25
launch JAVA_HOME="$work/java 11" --
judge "Java 11 in JAVA_HOME" ends_saying 1 \
  "ro-p2p: Java 17 or newer is needed, but $work/java 11/bin/java is Java 11: install a newer one $install"
stub "$work/java8" 1.8.0_402
launch PATH="$work/java8/bin:$tools" --
judge "Java 8 on the PATH" says "$work/java8/bin/java is Java 8: install"
stub "$work/jävä 17 (x)" 17
launch JAVA_HOME="$work/jävä 17 (x)" -- play --server "a b" 'c&d!' "" 'é"'
judge "Java 17 in JAVA_HOME" takes "$work/jävä 17 (x)/bin/java"
judge "arguments arrive as they were given" says "given=[play]
given=[--server]
given=[a b]
given=[c&d!]
given=[]
given=[é\"]"
judge "the home is the launcher's folder" says "given=[-Dro-p2p.home=$player]"
judge "Java 17 is not told to do without Unsafe" without noUnsafe
judge "it is told where its archive of classes is to be" says "given=[-Dro-p2p.classes=$player/lib/classes.jsa]"
judge "without one, none is taken" without SharedArchiveFile
# an_archive FOLDER: one of nine bytes, as far as a launcher looks at it.
an_archive() {
  printf 'an archiv' >"$1/lib/classes.jsa"
  printf '9\nits origin\n' >"$1/lib/classes.jsa.made"
}
an_archive "$player"
launch JAVA_HOME="$work/jävä 17 (x)" -- play
judge "an archive that is whole is taken" says "given=[-XX:SharedArchiveFile=$player/lib/classes.jsa]
given=[-XX:+VerifySharedSpaces]
given=[-Xlog:cds*=off]"
for made in 10 0 '' nine; do
  printf '%s\n' "$made" >"$player/lib/classes.jsa.made"
  launch JAVA_HOME="$work/jävä 17 (x)" -- play
  judge "one of another size ('$made') is not" takes "$work/jävä 17 (x)/bin/java"
  judge "and nothing is said of it" without SharedArchiveFile
done
rm "$player/lib/classes.jsa.made"
launch JAVA_HOME="$work/jävä 17 (x)" -- play
judge "nor one whose size nobody knows" without SharedArchiveFile
rm "$player/lib/classes.jsa"
launch PATH="$work/java 11/bin:$tools" JAVA_HOME="$work/jävä 17 (x)" --
judge "JAVA_HOME before an old one on the PATH" takes "$work/jävä 17 (x)/bin/java"
launch PATH="$work/jävä 17 (x)/bin:$tools" JAVA_HOME="$work/java 11" --
judge "the PATH, when JAVA_HOME is too old" takes "$work/jävä 17 (x)/bin/java"
launch PATH="$work/jävä 17 (x)/bin:$tools" JAVA_HOME="$work/nowhere" --
judge "the PATH, when JAVA_HOME is not there" takes "$work/jävä 17 (x)/bin/java"
mkdir "$work/jvms"
stub "$work/jvms/java-25" 25-ea
launch RO_P2P_JVMS="$work/jvms" --
judge "where systems install it" takes "$work/jvms/java-25/bin/java"
judge "Java 25 is told to do without Unsafe" says "given=[-Dio.netty.noUnsafe=true]"
stub "$work/released" 99
echo 'JAVA_VERSION="11.0.1"' >"$work/released/release"
launch JAVA_HOME="$work/released" --
judge "the file 'release' tells the version" says "is Java 11"
ln -s "$player/ro-p2p" "$work/link"
launcher="$work/link" launch JAVA_HOME="$work/jävä 17 (x)" -- --help
judge "called by a symbolic link" says "given=[-Dro-p2p.home=$player]"
stub "$player/jre" 21.0.4
launch JAVA_HOME="$work/jävä 17 (x)" --
judge "jre beside it before JAVA_HOME" takes "$player/jre/bin/java"
stub "$player/jre" 11.0.1
launch JAVA_HOME="$work/jävä 17 (x)" --
judge "JAVA_HOME, when jre beside it is too old" takes "$work/jävä 17 (x)/bin/java"
rm -r "$player/jre"
cp "$player/ro-p2p" "$work/alone"
launcher="$work/alone" launch --
judge "not unpacked" ends_saying 1 "ro-p2p: the folder 'lib' is missing beside $work/alone: unpack the whole archive and start ro-p2p from there"

in_wine() {
  local why=''
  command -v wine >/dev/null 2>&1 || why="wine is not installed"
  command -v x86_64-w64-mingw32-gcc >/dev/null 2>&1 || why="gcc-mingw-w64-x86-64 is not installed, which makes a java.exe"
  if [ -n "$why" ]; then
    skip "ro-p2p.bat in Wine: $why"
    return
  fi
  export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
  if ! timeout 60 wine cmd /c exit >"$work/wine.log" 2>&1; then
    skip "ro-p2p.bat in Wine: wine does not start here: $(tail -n 1 "$work/wine.log")"
    return
  fi

  # java_exe FOLDER VERSION
  java_exe() {
    mkdir -p "$1/bin"
    cp "$work/java.exe" "$1/bin/java.exe"
    echo "$2" >"$1/bin/java.exe.version"
  }
  # windows PATH: as programs in Wine name it.
  windows() { tr / '\\' <<<"Z:$1"; }
  # batch FOLDER NAME=VALUE... -- ARGUMENT...: ro-p2p.bat of FOLDER, started there.
  batch() {
    local folder=$1 environment=()
    shift
    while [ "$1" != -- ]; do environment+=("$1"); shift; done
    shift
    said=$(cd "$folder" && env -u JAVA_HOME "${environment[@]}" timeout 30 wine cmd /c ro-p2p.bat "$@" </dev/null 2>&1) && code=0 || code=$?
    said=$(tr -d '\r' <<<"$said" | grep -vE 'wine32|multiarch|execute "dpkg|apt-get$|^$' || true)
  }
  local remedy='from https://adoptium.net, or take the archive that brings Java with it (its name ends with -windows.zip), and start ro-p2p.bat again.'
  local plain="$work/plain"
  mkdir "$plain"
  unzip -q "$players" -d "$plain"
  plain="$plain/ro-p2p-$version"
  paused() { ends 1 && says "$1" && says "Press any key"; }

  batch "$plain" --
  judge "no Java: a sentence, and the window stays" paused "ro-p2p: Java 17 or newer is needed, but there is none on this computer: install it $remedy"
  batch "$plain" -- play
  judge "no Java, in a terminal: nobody has to press a key" without "Press any key"
  java_exe "$plain/jre" 11.0.25
  batch "$plain" --
  judge "Java 11 beside it" paused "ro-p2p: Java 17 or newer is needed, but \"$(windows "$plain/jre/bin/java.exe")\" is Java 11: install a newer one $remedy"
  java_exe "$plain/jre" 1.8.0_402
  batch "$plain" -- play
  judge "Java 8 beside it" says 'is Java 8: install a newer one'
  java_exe "$plain/jre" 21.0.4
  batch "$plain" --
  judge "Java 21 beside it" takes "$(windows "$plain/jre/bin/java.exe")"
  judge "a program that ends with a fault keeps the window open" says "Press any key"
  judge "by double-click: no folder's name is told to Java" says "given=[@lib\\java.options]
given=[-cp]
given=[lib\\*]
given=[-Dro-p2p.home=.]
given=[-Dro-p2p.classes=lib\\classes.jsa]
given=[org.rop2p.proxy.cli.Main]"
  judge "it works in its own folder" says "folder=[$(windows "$plain")]"
  batch "$plain" -- play --server "a b" 'é!'
  judge "arguments arrive as they were given" says "given=[play]
given=[--server]
given=[a b]
given=[é!]"
  judge "a terminal is not kept waiting" without "Press any key"
  judge "no archive of classes, none taken" without SharedArchiveFile
  an_archive "$plain"
  batch "$plain" --
  judge "an archive that is whole is taken" says "given=[-XX:SharedArchiveFile=lib\\classes.jsa]
given=[-XX:+VerifySharedSpaces]
given=[-Xlog:cds*=off]"
  batch "$plain" -- play --server "a b"
  judge "and arguments arrive" says "given=[play]
given=[--server]
given=[a b]"
  for made in 10 0 ''; do
    printf '%s\n' "$made" >"$plain/lib/classes.jsa.made"
    batch "$plain" -- play
    judge "one of another size ('$made') is not" takes "$(windows "$plain/jre/bin/java.exe")"
    judge "and nothing is said of it" without SharedArchiveFile
  done
  rm "$plain"/lib/classes.jsa*
  rm -r "$plain/jre"

  java_exe "$work/Jävä 17 (x86) & Co!" 17.0.1
  batch "$plain" JAVA_HOME="$(windows "$work/Jävä 17 (x86) & Co!")" --
  judge "Java 17 in JAVA_HOME" takes "$(windows "$work/Jävä 17 (x86) & Co!/bin/java.exe")"
  judge "Java 17 is not told to do without Unsafe" without noUnsafe
  batch "$plain" JAVA_HOME="\"$(windows "$work/Jävä 17 (x86) & Co!")\"" --
  judge "JAVA_HOME in quotes" takes "$(windows "$work/Jävä 17 (x86) & Co!/bin/java.exe")"
  java_exe "$plain/jre" 11.0.25
  batch "$plain" JAVA_HOME="$(windows "$work/Jävä 17 (x86) & Co!")" -- play
  judge "JAVA_HOME, when jre beside it is too old" takes "$(windows "$work/Jävä 17 (x86) & Co!/bin/java.exe")"
  rm -r "$plain/jre"
  java_exe "$work/on path" 25.0.1
  batch "$plain" WINEPATH="$(windows "$work/on path/bin")" JAVA_HOME='C:\nowhere' --
  judge "the PATH, when JAVA_HOME is not there" takes "$(windows "$work/on path/bin/java.exe")"
  judge "Java 25 is told to do without Unsafe" says "given=[-Dio.netty.noUnsafe=true]"
  local place
  for place in 'Eclipse Adoptium/jdk-17.0.1.12-hotspot' Java/jdk-17 Microsoft/jdk-17.0.1.12-hotspot Zulu/zulu-17 \
    'Amazon Corretto/jdk17.0.1_12' BellSoft/LibericaJDK-17; do
    java_exe "$WINEPREFIX/drive_c/Program Files/$place" 17.0.1
    batch "$plain" --
    judge "installed in $place" takes "$(tr / '\\' <<<"C:\\Program Files\\$place\\bin\\java.exe")"
    rm -r "$WINEPREFIX/drive_c/Program Files/${place%%/*}"
  done
  java_exe "$WINEPREFIX/drive_c/Elsewhere/jdk 21" 21.0.1
  wine reg add 'HKLM\SOFTWARE\JavaSoft\JDK\21.0.1' /v JavaHome /d 'C:\Elsewhere\jdk 21' /f >/dev/null 2>&1
  batch "$plain" --
  judge "installed where only the registry tells" takes 'C:\Elsewhere\jdk 21\bin\java.exe'
  wine reg delete 'HKLM\SOFTWARE\JavaSoft' /f >/dev/null 2>&1
  echo 'JAVA_VERSION="11.0.1"' >"$work/on path/release"
  batch "$plain" WINEPATH="$(windows "$work/on path/bin")" --
  judge "the file 'release' tells the version" says "is Java 11"

  mkdir "$work/bundled"
  unzip -q "$bundled" -d "$work/bundled"
  batch "$work/bundled/ro-p2p-$version" JAVA_HOME='C:\nowhere' --
  judge "the archive with Java inside" takes "$(windows "$work/bundled/ro-p2p-$version/jre/bin/java.exe")"

  java_exe "$player/jre" 21.0.4
  batch "$player" --
  judge "a folder with blanks, umlauts, brackets, & and !" takes "$(windows "$player/jre/bin/java.exe")"
  batch "$player" -- play
  judge "the same, with arguments" says "given=[-Dro-p2p.home=$(windows "$player")\\.]"
  rm -r "$player/jre"
  mkdir "$work/alone in it"
  cp "$player/ro-p2p.bat" "$work/alone in it"
  batch "$work/alone in it" --
  judge "not unpacked" paused 'ro-p2p: the folder "lib" is missing beside ro-p2p.bat: unpack the whole archive first (right-click it, "Extract all"), then start ro-p2p.bat in the folder that this makes.'
}
echo "== ro-p2p.bat, in Wine"
in_wine

# wait_for FILE TEXT PID: until it is said, or the program has ended, or 60 s are over.
wait_for() {
  local end=$((SECONDS + 60))
  until grep -q "$2" "$1"; do
    kill -0 "$3" 2>/dev/null && ((SECONDS < end)) || return 1
    sleep 0.02
  done
}
# ended PID: its exit code is in $code.
ended() { wait "$1" && code=0 || code=$?; }

# same_size ARCHIVE: it has the size that is said beside it.
same_size() { [ -f "$1" ] && [ "$(head -n 1 "$1.made")" = "$(wc -c <"$1")" ]; }

# started_for_real JAVA_HOME: no Maven, no sources, an environment with that Java alone.
started_for_real() {
  local java_home=$1 name started url
  name="Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release")"
  launch JAVA_HOME="$java_home" LC_ALL=C -- play --help
  judge "$name: play --help, in a folder with umlauts and no language set" says "Usage: ro-p2p play"
  judge "$name: exit 0" ends 0
  launch JAVA_HOME="$java_home" -- play --no-such-option
  judge "$name: exit 2 for usage" ends 2

  : >"$work/coordinator.log"
  env -i PATH="$tools" LC_ALL=C.UTF-8 JAVA_HOME="$java_home" "$coordinator/ro-p2p-coordinator" \
    --config "$coordinator/conf/coordinator.yaml" --listen 127.0.0.1:0 >"$work/coordinator.log" 2>&1 &
  local service=$!
  children+=("$service")
  wait_for "$work/coordinator.log" 'Coordinator listening on' "$service" || true
  url=$(sed -n 's/^Coordinator listening on //p' "$work/coordinator.log")
  said=$(cat "$work/coordinator.log") code=0
  judge "$name: the coordinator listens" says "Coordinator listening on http://127.0.0.1:"
  # A listening port is all that the player's program asks of a game server before somebody plays.
  local port=${url#http://127.0.0.1:}
  port=${port%%/*}
  said=$(exec 3<>"/dev/tcp/127.0.0.1/${port:-1}" && printf 'GET /api/v1/health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3 && cat <&3) || true
  judge "$name: its health answers" says '"status":"ok"'

  local run options
  local archive="$player/lib/classes.jsa"
  rm -f "$archive" "$archive.made"
  for run in first second shared broken; do
    options=''
    case $run in
      shared) options="-Xlog:class+load=info:file=$work/loaded.log" ;;
      broken) head -c "$(wc -c <"$archive")" /dev/zero >"$work/zeros" && cp "$work/zeros" "$archive" ;;
    esac
    : >"$work/player.log"
    started=$(date +%s%N)
    env -i PATH="$tools" LC_ALL=C.UTF-8 JAVA_HOME="$java_home" RO_P2P_JAVA_OPTS="$options" "$player/ro-p2p" play --listen 127.0.0.1:0 \
      --server "127.0.0.1:$port" --coordinator "$url" >"$work/player.log" 2>&1 &
    local proxy=$!
    children+=("$proxy")
    wait_for "$work/player.log" 'Listening on' "$proxy" || true
    started=$((($(date +%s%N) - started) / 1000000))
    said=$(cat "$work/player.log") code=0
    judge "$name: play, $run run: listens after $started ms" says 'Listening on 127.0.0.1:'
    judge "$name: without a word of Java's own" test -z "$(grep -iE 'warning|error|exception' "$work/player.log")"
    if [ "$run" = second ]; then
      local end=$((SECONDS + 90))
      until [ -f "$archive.made" ] || ((SECONDS >= end)); do sleep 0.2; done
      judge "$name: the archive of classes is made beside the game" same_size "$archive"
      judge "$name: and nothing is said of it" test -z "$(grep -iE 'warning|error|exception|archive' "$work/player.log")"
    fi
    [ "$run" != shared ] ||
      judge "$name: the archive is used" grep -q 'shared objects file (top)' "$work/loaded.log"
    kill -TERM "$proxy" 2>/dev/null || true
    ended "$proxy"
    said=$(cat "$work/player.log")
    judge "$name: it ends when it is told to" ends 143
  done
  kill -TERM "$service" 2>/dev/null || true
  ended "$service"
  said=$(cat "$work/coordinator.log")
  judge "$name: the coordinator ends with 0" ends 0
  judge "$name: without a word of Java's own" test -z "$(grep -E 'WARNING|warning:|rror|xception' "$work/coordinator.log")"
  children=()
}
echo "== started for real"
tested=' '
for release in /usr/lib/jvm/*/release; do
  java_home=$(readlink -f "$(dirname "$release")")
  number=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  [ -x "$java_home/bin/java" ] && [ "${number:-0}" -ge 17 ] && [[ $tested != *" $java_home "* ]] || continue
  tested+="$java_home "
  started_for_real "$java_home"
done
[ "$tested" != ' ' ] || skip "no Java of version 17 or newer in /usr/lib/jvm"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
