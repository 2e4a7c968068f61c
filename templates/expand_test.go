package templates

import (
	"slices"
	"testing"
)

func TestExpand(t *testing.T) {
	for entry, want := range map[string][]string{
		"": {""}, "参加": {"参加"}, "{未,没}参加": {"未参加", "没参加"}, "{,已}通{,电}": {"通", "通电", "已通", "已通电"}, "{是}": {"是"},
	} {
		if got, err := expand(entry); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v", entry, got, err)
		}
	}
	long := "{a,b,c,d,e,f,g,h,i,j}{a,b,c,d,e,f,g,h,i,j}{a,b,c,d,e,f,g,h,i,j}{a,b}"
	for _, entry := range []string{"{a", "a}", "{a{b}}", "}{", long} {
		if got, err := expand(entry); err == nil {
			t.Errorf("%q: %d spellings", entry, len(got))
		}
	}
}
