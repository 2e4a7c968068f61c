package settings

import (
	"errors"
	"os"
	"strings"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/render/form"
)

// FuzzParse: any text is settings, or faults in words with their lines; neither takes
// more than in proportion to its length.
func FuzzParse(f *testing.F) {
	text, err := os.ReadFile("../../../samples/ruhu.yaml")
	must.Succeed(f, err)
	f.Add(text)
	for _, s := range []string{
		"", "year: 2019\nyear: 2020", "year：2019", "\tunit: x", "a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]", "a: &a\n  b: *a",
		"values:\n  文化程度:\n    读过书: 小学\nmap: {邻居: 不用}", "year: 99999999999999999999", "standard: .inf", "standard: -1e400", "- - - - - - - -", "? {? x}", "\xff\xfe",
		strings.Repeat("[", 2000), strings.Repeat("a: {", 500),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<16 {
			return
		}
		end := growth.Bound(t, len(text), 16<<20, 4000)
		c, err := parse("ruhu.yaml", text)
		end()
		var faults form.Faults
		switch {
		case (c == nil) == (err == nil):
			t.Errorf("settings %v, error %v", c, err)
		case err != nil && (!errors.As(err, &faults) || strings.Contains(err.Error(), "yaml:")):
			t.Error(err)
		}
	})
}
