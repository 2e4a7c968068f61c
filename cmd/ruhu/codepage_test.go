package main

import (
	"bytes"
	"testing"

	"ruhu/model/must"
)

// TestCodePage writes byte by byte and at once what people read of a redirected output.
func TestCodePage(t *testing.T) {
	for _, c := range []struct {
		page       uint32
		text, want string
	}{
		{936, "花名册：3 户\n", "\xbb\xa8\xc3\xfb\xb2\xe1\xa3\xba3 \xbb\xa7\n"},
		{936, "a › b", "a > b"},
		{936, "邵𠮷祥€é", "\xc9\xdbU+20BB7\xcf\xe9\x80\xa8\xa6"},
		{936, "ñ\xff。", "U+00F1U+FFFD\xa1\xa3"}, // what is no text
		{54936, "𠮷", "\x95\x34\xb2\x35"},
	} {
		for _, step := range []int{1, 2, 3, len(c.text)} {
			var got bytes.Buffer
			w := &pageWriter{to: &got, page: pages[c.page].NewEncoder()}
			for rest := []byte(c.text); len(rest) > 0; {
				n, err := w.Write(rest[:min(step, len(rest))])
				must.Succeed(t, err)
				rest = rest[n:]
			}
			if got.String() != c.want {
				t.Errorf("%d, %q by %d: %q, want %q", c.page, c.text, step, got.String(), c.want)
			}
		}
	}
}

// TestAsksJSON: whatever way the flag is set.
func TestAsksJSON(t *testing.T) {
	for arg, want := range map[string]bool{
		"--json": true, "--json=true": true, "--json=1": true, "--json=T": true, "--json=false": false, "--jsonx": false, "json": false,
	} {
		if asksJSON([]string{"check", arg}) != want {
			t.Errorf("%s: %v", arg, !want)
		}
	}
	if asksJSON([]string{"check", "--", "--json"}) {
		t.Error("behind -- there are files")
	}
}
