#!/usr/bin/env bash
# 无锡市底图：县级行政区、2020 年人口普查与水系，输出到 build/wuxi/。
#
# 用法：bash examples/wuxi/run.sh
# 缺什么装什么（Debian 12），编译，按 city.yaml 制图，并列出结果。再次运行只做有变化的部分。
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../common.sh
. "$here/../common.sh"

prepare_onemap
out=$onemap_root/build/wuxi
build_city "$here/city.yaml" "$out"
print_table "$out" "2020 年人口普查" population name people
print_products "$out"
