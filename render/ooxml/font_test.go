package ooxml

import (
	"slices"
	"testing"
)

func TestRareFont(t *testing.T) {
	for r, want := range map[rune][2]string{ // without and with a font of the office
		'村': {}, '䶮': {}, 'A': {}, '·': {}, 0xF900: {"", "花园明朝"}, 0xFA11: {}, 0x9FFF: {"", "花园明朝"}, 0x4DB6: {"", "花园明朝"},
		'𠮷': {ExtB, ExtB}, '𫚭': {ExtB, "花园明朝"}, 0x30000: {ExtB, "花园明朝"}, 0x2F800: {ExtB, "花园明朝"}, 0x2A6D7: {ExtB, "花园明朝"},
	} {
		if got := [2]string{RareFont(r, ""), RareFont(r, "花园明朝")}; got != want {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
}

func TestStretches(t *testing.T) {
	for text, want := range map[string][]Stretch{
		"": nil, "王小明": nil,
		"王𠮷明":    {{"王", ""}, {"𠮷", ExtB}, {"明", ""}},
		"𠮷𠮷":     {{"𠮷𠮷", ExtB}},
		"𠮷𫚭":     {{"𠮷", ExtB}, {"𫚭", "X"}},
		"王\xff𠮷": {{"王\xff", ""}, {"𠮷", ExtB}},
	} {
		if got := Stretches(text, "X"); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
