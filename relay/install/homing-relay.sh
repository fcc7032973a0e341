#!/bin/sh
# The relay's commands (`relay --help`) for the service on this machine: its user, its configuration, its data. install.sh puts it
# to /usr/local/bin/homing-relay.
[ "$(id -u)" = 0 ] || { echo "homing-relay: this is root's to use: sudo homing-relay …" >&2; exit 2; }
if [ -t 0 ] && [ -t 1 ]; then speak=--pty; else speak=--pipe; fi
exec systemd-run --quiet $speak --wait --collect --same-dir \
  --property=User=homing-relay --property=EnvironmentFile=-/etc/homing-relay/environment --property=UMask=0077 \
  --setenv=RELAY_CONFIG=/etc/homing-relay/relay.yaml --setenv=RELAY_DATA=/var/lib/homing-relay --setenv=SUDO_USER \
  /opt/homing/current/node_modules/.bin/node /opt/homing/current/relay/main.ts "$@"
