#!/usr/bin/env bash
# Runs the storage tests and the whole product against a real S3 server: the Ceph object gateway on loopback, with its data in memory.
# Arguments are passed to vitest in place of the default test files. Ready after about 15 s.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

needed=(ceph-mon ceph-osd radosgw ceph-common curl)
missing=()
for program in ceph-mon ceph-osd radosgw radosgw-admin ceph ceph-authtool monmaptool curl; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if ((${#missing[@]})); then
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "test:s3 needs ${missing[*]}: on Debian or Ubuntu, as root, 'apt-get install ${needed[*]}'." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-s3-XXXXXX")
pids=()
stop() {
  local code=$?
  trap - EXIT
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do
    for _ in {1..50}; do kill -0 "$pid" 2>/dev/null && sleep 0.1 || break; done
    kill -9 "$pid" 2>/dev/null || true
  done
  wait || true
  ((code == 0)) || tail -n 20 "$dir"/*.out >&2 || true
  rm -rf "$dir"
  exit "$code"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Free ports: the system has just assigned and released them.
read -r mon_port s3_port < <(node -e '
  const net = require("node:net")
  const servers = [0, 0].map(() => net.createServer().listen(0, "127.0.0.1"))
  setTimeout(() => {
    console.log(servers.map((server) => server.address().port).join(" "))
    servers.forEach((server) => server.close())
  }, 50)')

fsid=$(cat /proc/sys/kernel/random/uuid)
export CEPH_CONF="$dir/ceph.conf"
export VITRINE_TEST_S3_KMS_KEY=vitrine-key
mkdir "$dir/mon" "$dir/osd" "$dir/run" "$dir/rgw"
cat >"$CEPH_CONF" <<CONF
[global]
fsid = $fsid
mon_host = v1:127.0.0.1:$mon_port
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = true
admin_socket = $dir/run/\$name.\$pid.asok
run_dir = $dir/run
log_file = $dir/\$name.log
mon_cluster_log_file = $dir/cluster.log
keyring = $dir/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_max_pg_per_osd = 1000
mon_allow_pool_size_one = true
[mon.a]
mon_data = $dir/mon
[osd.0]
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296
[client.rgw]
rgw_data = $dir/rgw
rgw_frontends = beast endpoint=127.0.0.1:$s3_port
rgw_enable_usage_log = false
rgw_dynamic_resharding = false
rgw_crypt_require_ssl = false
rgw_crypt_s3_kms_backend = testing
rgw_crypt_s3_kms_encryption_keys = $VITRINE_TEST_S3_KMS_KEY=$(head -c 32 /dev/zero | base64)
CONF

ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
monmaptool --create --fsid "$fsid" --addv a "[v1:127.0.0.1:$mon_port]" "$dir/monmap" >/dev/null
ceph-mon --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring" >"$dir/mon-mkfs.out" 2>&1
ceph-mon -f -i a >"$dir/mon.out" 2>&1 &
pids+=($!)

osd=$(cat /proc/sys/kernel/random/uuid)
timeout 60 ceph osd new "$osd" >"$dir/osd-new.out" 2>&1
ceph-osd --mkfs -i 0 --osd-uuid "$osd" >"$dir/osd-mkfs.out" 2>&1
ceph-osd -f -i 0 >"$dir/osd.out" 2>&1 &
pids+=($!)

export VITRINE_TEST_S3="http://127.0.0.1:$s3_port"
export VITRINE_TEST_S3_KEY=vitrine VITRINE_TEST_S3_SECRET="$fsid"
admin() { timeout 120 radosgw-admin "$@" >>"$dir/admin.out" 2>&1; }
admin user create --uid=vitrine --display-name=Vitrine --max-buckets=0 \
  --access-key="$VITRINE_TEST_S3_KEY" --secret-key="$VITRINE_TEST_S3_SECRET"
# A second storage class, before the gateway reads which there are.
placement=(placement add --placement-id=default-placement --storage-class=STANDARD_IA)
admin zonegroup "${placement[@]}" --rgw-zonegroup=default
admin zone "${placement[@]}" --rgw-zone=default --data-pool=default.rgw.ia.data

radosgw -f -n client.rgw >"$dir/rgw.out" 2>&1 &
pids+=($!)
for _ in {1..600}; do
  curl -s -o "$dir/answer" "http://127.0.0.1:$s3_port/" && break
  kill -0 "${pids[-1]}" 2>/dev/null || { echo 'The S3 server did not start:' >&2; exit 1; }
  sleep 0.1
done

echo "S3 server ready after ${SECONDS} s."

if (($#)); then
  npx vitest run "$@"
else
  npx vitest run --project unit tests/unit/storage-s3.test.ts
  npx vitest run --project 'integration*' tests/integration/s3-imports.test.ts tests/integration/s3-scrub.test.ts
  npx vitest run --project e2e tests/e2e/s3.test.ts
fi
