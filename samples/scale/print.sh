#!/bin/sh
# 把一个县的花名册分成几份，用 GNU parallel 同时打印，最后合并打印登记。
# Prints a roster in parts with GNU parallel and joins the parts' registers.
#
#   print.sh 花名册.xlsx 输出文件夹 [几份] [其他 ruhu print 选项...]
#
# Run again after a crash, it goes on where it stopped: a part whose register is
# there is complete, and ruhu itself takes up a part that was broken off. With
# --sshlogin in PARALLEL and a shared folder the parts run on several machines.
set -eu
[ $# -ge 2 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
roster=$1 dir=$2 parts=${3:-$(nproc)}
shift; shift; [ $# -eq 0 ] || shift
ruhu=${RUHU:-ruhu}
export ruhu roster dir parts

digits=$(printf %s "$parts" | wc -c)
part() {
	register="$dir/打印登记-$(printf "%0${digits}d" "$1")-$parts.xlsx"
	[ ! -e "$register" ] || return 0
	index=$1
	shift
	# 1: printed, but households were held back; that is told, and no failure.
	"$ruhu" print "$roster" -o "$dir" --shard "$index/$parts" --jobs 1 --resume "$@" || [ $? -eq 1 ]
}

if [ "${1:-}" = --part ]; then # called below, once for each part
	shift
	part "$@"
	exit
fi
[ ! -e "$dir/打印登记.xlsx" ] || { echo "$dir 里已经打印过（有打印登记.xlsx），请另用一个文件夹" >&2; exit 3; }
seq "$parts" | parallel --will-cite --halt soon,fail=1 "$0" "'$roster'" "'$dir'" "$parts" --part {} "$@"
"$ruhu" register merge "$dir"/打印登记-*-"$parts".xlsx -o "$dir/打印登记.xlsx"
rm "$dir"/打印登记-*-"$parts".xlsx
