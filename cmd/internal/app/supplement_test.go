package app

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model/must"
)

// TestSupplement: what was written is read, whatever it looks like, and nobody else of
// the machine may read it; what an editor of Windows makes of it is read, too.
func TestSupplement(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "总结")
	if got, err := ReadSupplement(dir, 2019); got != nil || err != nil {
		t.Errorf("%v %v", got, err)
	}
	want := Supplement{"日期": "2020年1月3日", "分工": "# 甲管一。\n\n【请补充：日期】\n乙管二。", "空": ""}
	must.Succeed(t, want.Write(dir, 2019))
	delete(want, "空")
	name := filepath.Join(dir, output.SupplementName(2019))
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if got, err := ReadSupplement(dir, 2020); got != nil || err != nil {
		t.Errorf("of another year: %v %v", got, err)
	}
	for range 2 {
		got, err := ReadSupplement(dir, 2019)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q %v", got, err)
		}
		data, _ := os.ReadFile(name)
		must.Succeed(t, os.WriteFile(name, []byte("\ufeff"+strings.ReplaceAll(string(data), "\r\n", "\n")), 0o600))
	}
}
