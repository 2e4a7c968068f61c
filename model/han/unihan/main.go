//go:build ignore

// Command unihan makes ../general.txt, the list of 通用规范汉字表, of the field kTGH
// of the Unihan database: U+4E00 kTGH 2013:1 is number 1 of the list of 2013.
//
//	go run model/han/unihan/main.go Unihan_OtherMappings.txt model/han/general.txt
//
// It is no part of the program's build, hence the build constraint.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"
)

// The levels of the list, and how many characters stand on a line.
var levels = []struct {
	name string
	size int
}{{"一级字表", 3500}, {"二级字表", 3000}, {"三级字表", 1605}}

const aLine = 50

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: unihan Unihan_OtherMappings.txt OUT.txt")
	}
	list := numbered(os.Args[1])
	var b strings.Builder
	b.WriteString("# 通用规范汉字表（国发〔2013〕23号），按表中的次序。见同一文件夹的 README.md。\n")
	n := 0
	for _, level := range levels {
		fmt.Fprintf(&b, "# %s %d\n", level.name, level.size)
		for i := range level.size {
			n++
			r, ok := list[n]
			if !ok {
				log.Fatalf("number %d has no character", n)
			}
			b.WriteRune(r)
			if (i+1)%aLine == 0 || i+1 == level.size {
				b.WriteByte('\n')
			}
		}
	}
	if len(list) != n {
		log.Fatalf("%d characters, want %d", len(list), n)
	}
	if err := os.WriteFile(os.Args[2], []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// numbered reads the characters of the list by their numbers.
func numbered(name string) map[int]rune {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	list := make(map[int]rune)
	s := bufio.NewScanner(f)
	for s.Scan() {
		var r, n int
		if _, err := fmt.Sscanf(s.Text(), "U+%X\tkTGH\t2013:%d", &r, &n); err != nil {
			continue
		}
		if old, twice := list[n]; twice {
			log.Fatalf("number %d is %c and %c", n, old, r)
		}
		list[n] = rune(r)
	}
	if err := s.Err(); err != nil {
		log.Fatal(err)
	}
	return list
}
