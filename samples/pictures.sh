#!/bin/sh
# Makes the README's pictures from the printed samples. Needs pdftoppm, of
# Debian's poppler-utils.
set -eu
mkdir -p pictures
picture() { # name page
	pdftoppm -r 80 -gray -png -singlefile -f "$2" -l "$2" 打印样张/云台村/云台村-入户资料.pdf "pictures/$1"
}
picture visit-list 1
picture compare-1 2
picture compare-2 3
picture measures 4
