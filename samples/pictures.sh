#!/bin/sh
# Makes the README's pictures: of the printed samples with pdftoppm, of Debian's
# poppler-utils; of the workbooks, which a test fills in and collects, with
# LibreOffice too. That needs a Chinese font: 宋体, or one that stands in for it.
set -eu
mkdir -p pictures
picture() { # name page
	pdftoppm -r 80 -gray -png -singlefile -f "$2" -l "$2" 打印样张/云台村/云台村-入户资料.pdf "pictures/$1"
}
picture visit-list 1
picture compare-1 2
picture compare-2 3
picture measures 4
pdftoppm -r 55 -gray -png -singlefile -f 1 -l 1 总结样张/*.pdf pictures/summary

if command -v chromium >/dev/null; then # the pages in the browser
	UPDATE_PICTURES="$PWD/pictures" go test ../cmd/internal/web -count=1 -run TestBrowser
	rm -f pictures/页面-问题.png pictures/页面-打印好了.png # not in the README
else
	echo "no chromium: 页面-* are left as they are" >&2
fi

if ! command -v soffice >/dev/null; then
	echo "no LibreOffice: return, progress and problems are left as they are" >&2
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go test ../cmd/internal/app -count=1 -run 'TestAgain$' -circle "$work"
go run ../cmd/ruhu check 花名册.xlsx --against 花名册-上年.xlsx -o "$work/问题清单.xlsx"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
	"$work/out/云台村/云台村-入户核实回填表.xlsx" "$work/once/核实进度.xlsx" "$work/问题清单.xlsx"
page() { # name file page height: the upper part of a page
	pdftoppm -gray -png -singlefile -f "$3" -l "$3" -scale-to-x 900 -scale-to-y -1 -W 900 -H "$4" "$work/$2.pdf" "pictures/$1"
}
# The page on which the sheet of corrections begins; the one of measures is longer.
first=1
until pdftotext -f $first -l $first "$work/云台村-入户核实回填表.pdf" - | head -n 1 | grep -q '）更正登记$'; do
	first=$((first + 1))
done
page return 云台村-入户核实回填表 $first 300
page progress 核实进度 1 760
page problems 问题清单 2 340
