package kinsoku

import "testing"

func TestTogether(t *testing.T) {
	for pair, want := range map[string]bool{
		"甲乙": false, "甲，": true, "（甲": true, "，甲": false, "12": true, "1甲": false, "甲1": false,
		"a-": true, "0.": true, "”。": true, "张·": true, "·张": false, "张・": true, "张•": true, "张．": true, "0★": true, "甲（": false,
	} {
		r := []rune(pair)
		if got := Together(r[0], r[1]); got != want {
			t.Errorf("%q: %v, want %v", pair, got, want)
		}
	}
}
