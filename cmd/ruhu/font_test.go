package main

import (
	"encoding/binary"
	"os"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ruhu/templates"
)

// makeFont writes a font that has one character beyond the basic plane, 𠮷 (with
// the shape of 吉), and nothing else that can be asked for.
func makeFont(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 1)
	data, err := templates.Fonts.ReadFile(templates.FontTitle)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), withMap(data, 0x20BB7, 1200), 0o600))
}

// makeKai writes a font that calls itself 楷体; a damaged one is whole but for its
// outlines: all of them with "all", those of Chinese characters with "han".
func makeKai(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2)
	data, err := templates.Fonts.ReadFile(templates.FontTitle)
	ts.Check(err)
	out := slices.Clone(data)
	b := binary.BigEndian
	for at := 12; at < 12+16*int(b.Uint16(out[4:])); at += 16 {
		from, n := b.Uint32(out[at+8:]), b.Uint32(out[at+12:])
		table := out[from : from+n]
		switch string(out[at : at+4]) {
		case "glyf":
			skip := map[string]uint32{"none": n, "all": 0, "han": n / 2}[args[1]]
			for i := range table[skip:] {
				table[skip:][i] = 0xff
			}
		case "name":
			name := []byte{0, 0, 0, 1, 0, 18, 0, 3, 0, 1, 4, 9, 0, 1, 0, 4, 0, 0, 0x69, 0x77, 0x4f, 0x53} // family: 楷体
			b.PutUint32(out[at+8:], uint32(len(out)))
			b.PutUint32(out[at+12:], uint32(len(name)))
			out = append(out, name...)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o600))
}

// withMap gives a font file whose only character is shown by a glyph.
func withMap(file []byte, r rune, glyph uint32) []byte {
	b := binary.BigEndian
	table := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	for _, v := range []uint32{28, 0, 1, uint32(r), uint32(r), glyph} { // length, language, groups, first, last, glyph
		table = b.AppendUint32(table, v)
	}
	out := slices.Clone(file)
	for at := 12; ; at += 16 {
		if string(out[at:at+4]) == "cmap" {
			b.PutUint32(out[at+8:], uint32(len(out)))
			b.PutUint32(out[at+12:], uint32(len(table)))
			return append(out, table...)
		}
	}
}

func TestFontFolders(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"WINDIR": "/win", "LOCALAPPDATA": "/local", "ProgramFiles(x86)": "/x86", "XDG_DATA_HOME": "/data"}[name]
	}
	for system, want := range map[string][]string{
		"windows": {"/win/Fonts", "/local/Microsoft/Windows/Fonts",
			"/local/Kingsoft/WPS Office/*/office6/fonts", "/x86/Kingsoft/WPS Office/*/office6/fonts"},
		"darwin": {"/System/Library/Fonts", "/Library/Fonts", "/home/x/Library/Fonts"},
		"linux": {"/usr/share/fonts", "/usr/local/share/fonts", "/opt/kingsoft/wps-office/office6/fonts", "/data/fonts",
			"/home/x/.local/share/fonts", "/home/x/.fonts"},
	} {
		if got := fontFolders(system, "/home/x", env); os.PathSeparator == '/' && !slices.Equal(got, want) {
			t.Errorf("%s: %q", system, got)
		}
	}
	if got := fontFolders("windows", "", func(string) string { return "" }); len(got) != 0 {
		t.Errorf("without surroundings: %q", got)
	}
}
