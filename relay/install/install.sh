#!/bin/sh
# Installs this checkout of Homing as a relay, or upgrades the one that is there. Debian and its like; needs Node 20, npm 10,
# or newer.
#
#   sudo sh relay/install/install.sh             install, or upgrade, and start the service
#   sudo sh relay/install/install.sh --rollback  back to the release before, with the data as they were then
#        --prefix <folder>   programs (/opt/homing)      --data <folder>   data (/var/lib/homing-relay)
#        --no-service        no user, no systemd: folders and programs only
#
# Each release has a folder of its own; `current` leads to the one in use. Before an upgrade the home (database and keys, not the spool,
# which only grows old) is copied beside the data. A release that does not start is undone. One step back is kept, and what is older
# removed. The unit is each release's own: what you change of it belongs into `systemctl edit homing-relay`.
set -eu

prefix=/opt/homing data=/var/lib/homing-relay service=yes rollback=no
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --no-service) service=no; shift ;;
    --rollback) rollback=yes; shift ;;
    *) echo "install.sh: unknown option $1; see the head of this file" >&2; exit 2 ;;
  esac
done
prefix=$(realpath -m "$prefix") data=$(realpath -m "$data")
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
releases=$prefix/releases
copies=$data/before-upgrade

say() { echo "install.sh: $*"; }
fail() { echo "install.sh: $*" >&2; exit 1; }

need() {
  command -v "$1" >/dev/null || fail "$1 is missing; run: apt-get install -y $2"
}

release_of() { basename "$(readlink "$prefix/$1")"; }

# Readers of the link see the old release or the new one, never none.
lead() {
  ln -s "releases/$2" "$prefix/.$1.new"
  mv -T "$prefix/.$1.new" "$prefix/$1"
}

with_service() { [ $service = no ] || systemctl "$@"; }

# Everything that is not made again by itself. The relay is down meanwhile.
copy_home() {
  [ -e "$data/relay.sqlite" ] || return 0
  mkdir -p -m 700 "$copies"
  rm -rf "$copies/$1.new" "$copies/$1"
  mkdir -m 700 "$copies/$1.new"
  for file in "$data"/relay.sqlite* "$data/key" "$data/opaque"; do
    [ ! -e "$file" ] || cp -p "$file" "$copies/$1.new/"
  done
  sync
  mv "$copies/$1.new" "$copies/$1"
}

put_home_back() {
  [ -d "$copies/$1" ] || return 0
  rm -f "$data"/relay.sqlite*
  cp -p "$copies/$1"/* "$data/"
}

# Of a release that is about to be used: it says its version, and with a service it serves.
starts() {
  "$releases/$1/node_modules/.bin/node" "$releases/$1/relay/main.ts" --version >/dev/null || return 1
  [ $service = no ] && return 0
  put_unit "$1"
  systemctl start homing-relay
}

roll_back() {
  [ -L "$prefix/previous" ] || fail "there is no release before this one"
  before=$(release_of previous) now=$(release_of current)
  with_service stop homing-relay
  put_home_back "$now"
  lead current "$before"
  rm "$prefix/previous"
  starts "$before" || fail "$before does not start either; see: journalctl -u homing-relay"
  say "$before is in use again, with the data from before $now"
}

# The same lock file means the same packages: those of the release in use serve again.
packages() {
  if cmp -s "$prefix/current/package-lock.json" "$releases/.$release/package-lock.json"; then
    cp -al "$prefix/current/node_modules" "$releases/.$release/node_modules"
  else
    (cd "$releases/.$release" && npm ci --omit=dev --no-audit --no-fund --loglevel=error)
  fi
}

make_release() {
  mkdir -p "$releases/.$release"
  tar -C "$source" --exclude=./node_modules --exclude=./.git --exclude=./tests -cf - . | tar -C "$releases/.$release" -xf -
  packages
  mv "$releases/.$release" "$releases/$release"
}

make_user() {
  getent passwd homing-relay >/dev/null ||
    useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin homing-relay
  mkdir -p -m 750 /etc/homing-relay
  [ -e /etc/homing-relay/relay.yaml ] || cp "$here/relay.yaml" /etc/homing-relay/relay.yaml
  chgrp -R homing-relay /etc/homing-relay
  chmod 640 /etc/homing-relay/relay.yaml
  # systemd makes the usual folder; another one it would not.
  [ -d "$data" ] || install -d -o homing-relay -g homing-relay -m 700 "$data"
}

# Of a release, with the folders that were asked for.
put() {
  [ -e "$releases/$1/relay/install/$2" ] || return 0
  sed -e "s|/opt/homing|$prefix|g" -e "s|/var/lib/homing-relay|$data|g" "$releases/$1/relay/install/$2" > "$3"
}

put_unit() {
  put "$1" homing-relay.service /etc/systemd/system/homing-relay.service
  put "$1" homing-relay.sh /usr/local/bin/homing-relay
  chmod 755 /usr/local/bin/homing-relay
  systemctl daemon-reload
  systemctl enable --quiet homing-relay
}

# Only one step back is offered.
tidy() {
  for folder in "$releases"/* "$copies"/*; do
    case "$(basename "$folder")" in "$release" | "$before") ;; *) rm -rf "$folder" ;; esac
  done
}

[ $service = no ] || [ "$(id -u)" = 0 ] || fail "a service is root's to install: use sudo, or --no-service"
case "$service $prefix/ $data/" in
  yes*\ /home/* | yes*\ /root/*) fail "a service sees nothing of /home and /root: choose other folders, or --no-service" ;;
esac
if [ $rollback = yes ]; then roll_back; exit 0; fi
need node nodejs
need npm npm
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] ||
  fail "this is Node $(node -p process.versions.node): 20 or newer is needed, see https://nodejs.org/en/download"
# An older one leaves out the Node that comes with the packages.
[ "$(npm --version | cut -d. -f1)" -ge 10 ] ||
  fail "this is npm $(npm --version): 10 or newer is needed; run: npm install --global npm@11"
# That Node wants it, and already npm runs it.
PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -q 'libatomic\.so\.1' ||
  fail "libatomic1 is missing; run: apt-get install -y libatomic1"
version=$(node -p 'require(process.argv[1]).version' "$source/package.json")
release=$version-$(date -u +%Y%m%d%H%M%S)
rm -rf "$releases"/.[0-9]*
make_release
before=
[ -L "$prefix/current" ] && before=$(release_of current)
[ $service = no ] || make_user
if [ -n "$before" ]; then
  with_service stop homing-relay
  copy_home "$release"
  lead previous "$before"
fi
lead current "$release"
if ! starts "$release"; then
  with_service stop homing-relay
  [ -n "$before" ] || fail "$release does not start; see: journalctl -u homing-relay"
  say "$release does not start, so it is undone"
  roll_back
  exit 1
fi
tidy
say "$release is in use${before:+; back to $before with --rollback}"
[ $service = no ] || say "the invite for the first member: journalctl -u homing-relay | grep invite; all else: homing-relay --help"
