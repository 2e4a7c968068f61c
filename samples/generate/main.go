// Command generate writes invented rosters.
//
//	generate -o 花名册.xlsx                                   the committed sample
//	generate -last -o 花名册-上年.xlsx                         the same people a year before
//	generate -flat -o 系统导出.xlsx                           the same, as the national system exports it
//	generate -form -o 明白卡.docx                              a form of some office, to be filled in
//	generate -households 100000 -villages 200 -o big.xlsx     a roster for benchmarks
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"ruhu/model"
	"ruhu/samples"
	"ruhu/templates"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	fs := flag.NewFlagSet("generate", flag.ExitOnError)
	households := fs.Int("households", 0, "number of households (0: the committed sample)")
	villages := fs.Int("villages", 3, "number of villages")
	seed := fs.Uint64("seed", samples.Seed, "seed")
	flat := fs.Bool("flat", false, "one sheet with a row a person")
	last := fs.Bool("last", false, "the roster of the year before")
	form := fs.Bool("form", false, "the form of the file's name")
	out := fs.String("o", "花名册.xlsx", "file to write")
	if err := fs.Parse(args); err != nil {
		return err
	}
	cb, err := templates.Codebook()
	if err != nil {
		return err
	}
	p := samples.Sample()
	if *households > 0 {
		p = samples.Population{Seed: *seed, Households: *households, Villages: *villages}
	}
	if *last {
		p = p.LastYear()
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	write := p.Write
	if *flat {
		write = p.WriteFlat
	}
	if *form {
		write = func(w io.Writer, _ *model.Codebook) error { return samples.WriteForm(w, filepath.Base(*out)) }
	}
	err = write(w, cb)
	if err == nil {
		err = w.Flush()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
