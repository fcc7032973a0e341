# Boots a copy of this machine's root, in which everything that is written goes to a folder: machine.sh <folder>
# Its mounts are this process's own, so they are gone with it.
set -eu
folder=$1 name=$(basename "$1")
mount --make-rprivate /
mkdir -p "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cd "$folder/root"
if [ ! -e ../upper/etc/machine-id ]; then
  # A bare Debian: nothing of what this machine itself starts.
  rm -rf etc/systemd/system/* lib/systemd/system/multi-user.target.wants/* var/log/journal etc/machine-id
  mkdir var/log/journal
  systemd-id128 new > etc/machine-id
fi
# Without a systemd here to ask for a scope, the machine gets the control groups that it is started in.
scope=
if [ ! -d /run/systemd/system ]; then
  scope=--keep-unit
  while IFS=: read -r _ controllers path; do
    case $controllers in
      memory | pids) top=/sys/fs/cgroup/$controllers ;;
      name=systemd) top=/sys/fs/cgroup/systemd ;;
      '') top=/sys/fs/cgroup; [ -e $top/cgroup.procs ] || top=$top/unified ;;
      *) continue ;;
    esac
    mkdir -p "$top$path/$name"
    echo $$ > "$top$path/$name/cgroup.procs"
  done < /proc/self/cgroup
fi
exec systemd-nspawn --quiet --register=no $scope --private-network --console=read-only --link-journal=no \
  --machine="$name" --directory=. --boot
