// Package rostertest makes rosters for tests: of a text table inside the test,
// and of the sample files. Only tests import it.
package rostertest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/roster"
	_ "ruhu/model/slowtest" // room for garbage
	"ruhu/templates"
)

// Codebook is the built-in one.
func Codebook(t testing.TB) *model.Codebook {
	t.Helper()
	cb, err := templates.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	return cb
}

// ID makes a right identity number of an address code that no district has.
func ID(born string, seq int) string {
	s := fmt.Sprintf("320799%s%03d", born, seq)
	return s + string(rune(model.CheckDigit(s)))
}

// Build makes a roster of lines:
//
//	户 1 A24=低保贫困户 A29=100      a household: number, then code=value
//	人 赵甲 户主 A4=…               a member: name, relation (- for none)
//	增 / 减 / 措 / 责 …             an addition, removal, measure, helper
//	持 2 …                          a household that is held back
//	村 南村 …                       a village; without one, 南村
//	列 A14 A9                       columns that nobody fills in
//	另 A14                          the lines below are of a sheet that lacks these columns
//
// A value with a blank in it has _ for the blank. Every code that is mentioned
// is a column, asked of everybody but below 另, and a list with a row or a column
// tells of every household. The line numbers are the rows, the columns are as they
// come.
func Build(t testing.TB, text string) *model.Roster {
	t.Helper()
	b := &builder{t: t, data: model.NewDataset(Codebook(t))}
	b.ros = &model.Roster{Data: b.data}
	b.source = b.data.AddSource(model.Source{File: "册.xlsx", Sheet: "表"})
	b.whole = b.data.NewPart()
	b.part = b.whole
	for i, line := range strings.Split(text, "\n") {
		if f := strings.Fields(line); len(f) > 0 {
			b.line(i+1, f)
		}
	}
	for h := range b.ros.Everyone {
		h.Answered = b.lists
	}
	b.ros.Identify()
	return b.ros
}

type builder struct {
	t       testing.TB
	data    *model.Dataset
	ros     *model.Roster
	source  uint16
	whole   model.Part // what is asked of everybody
	part    model.Part // of the lines to come
	lists   model.Lists
	village *model.Village
	home    *model.Household
}

func (b *builder) line(row int, f []string) {
	switch f[0] {
	case "列":
		for _, c := range f[1:] {
			b.ask(row, c)
		}
	case "另":
		var without []*model.Indicator
		for _, c := range f[1:] {
			without = append(without, b.data.Codebook.Lookup(model.Code(c)))
		}
		b.part = b.data.PartWithout(b.whole, without...)
	case "村":
		b.village = &model.Village{Name: f[1], Record: b.record(row, f[2:])}
		b.village.Division = b.village.Text(model.CodeDivision)
		b.ros.Villages = append(b.ros.Villages, b.village)
	case "户", "持":
		b.home = &model.Household{Record: b.record(row, append([]string{"户编号=" + f[1]}, f[2:]...))}
		if f[0] == "持" {
			b.ros.Held = append(b.ros.Held, b.home)
			return
		}
		if b.village == nil {
			b.line(row, []string{"村", "南村"})
		}
		b.home.Village = b.village
		b.village.Households = append(b.village.Households, b.home)
	case "人", "增":
		pairs := append([]string{"A1=" + f[1]}, f[3:]...)
		if f[1] == "-" {
			pairs = f[3:]
		}
		if f[2] != "-" {
			pairs = append(pairs, "A5="+f[2])
		}
		m := &model.Member{Record: b.record(row, pairs), Household: b.home}
		if f[0] == "人" {
			b.home.Members = append(b.home.Members, m)
		} else {
			b.home.Added = append(b.home.Added, m)
		}
	case "减":
		b.home.Removed = append(b.home.Removed, b.pointer(row, append([]string{"减少成员姓名=" + f[1]}, f[2:]...)))
	case "措":
		b.home.Measures = append(b.home.Measures, b.pointer(row, f[1:]))
	case "责":
		b.home.Helpers = append(b.home.Helpers, b.pointer(row, f[1:]))
	default:
		b.t.Fatalf("line %d: %q", row, f[0])
	}
}

// ask makes a code a column.
func (b *builder) ask(row int, code string) {
	in := b.data.Codebook.Lookup(model.Code(code))
	if in == nil {
		b.t.Fatalf("line %d: %q", row, code)
	}
	b.data.Ask(b.whole, in)
	b.lists |= model.ListOf(in.Scope)
}

func (b *builder) pointer(row int, pairs []string) *model.Record {
	r := b.record(row, pairs)
	return &r
}

func (b *builder) record(row int, pairs []string) model.Record {
	r := b.data.NewRecord(len(pairs))
	r.Join(b.part)
	for i, p := range pairs {
		code, value, ok := strings.Cut(p, "=")
		if !ok {
			b.t.Fatalf("line %d: %q", row, p)
		}
		b.ask(row, code)
		stored := model.AsText
		if strings.HasPrefix(value, "#") {
			value, stored = value[1:], model.AsNumber
		}
		if value = strings.ReplaceAll(value, "_", " "); value != "" {
			r.Set(model.Code(code), value, stored, model.At{Source: b.source, Row: row, Col: i + 1})
		}
	}
	return r
}

// Read reads a roster of the samples.
func Read(t testing.TB, name string) *model.Roster {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return ReadBytes(t, filepath.Base(name), data)
}

// ReadBytes reads a roster that a test has made.
func ReadBytes(t testing.TB, name string, data []byte) *model.Roster {
	t.Helper()
	r, err := roster.Read(Codebook(t), []roster.Input{{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}}, roster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
